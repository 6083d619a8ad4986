// A member's photo, or initials where there is none.
import { useState } from "react";
import type { CSSProperties } from "react";
import { hueOf, initialsOf } from "./initials.ts";
import css from "./face.module.css";

interface FaceProps {
  readonly name: string;
  readonly photoUrl: string | null;
  /** Edge in pixels. */
  readonly size: number;
}

/** Decoration beside the name: the name itself is always written next to it. */
export function Face({ name, photoUrl, size }: FaceProps) {
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const style = { "--size": `${size}px`, "--hue": hueOf(name) } as CSSProperties;
  if (photoUrl === null || photoUrl === brokenUrl) {
    return <span className={css.face} style={style} data-initials={initialsOf(name)} aria-hidden />;
  }
  const source = photoUrl.startsWith("blob:")
    ? photoUrl
    : `${photoUrl}?size=${size > 96 ? "large" : "small"}`;
  return (
    <img
      className={css.face}
      style={style}
      src={source}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      onError={() => setBrokenUrl(photoUrl)}
    />
  );
}
