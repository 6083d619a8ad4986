// A member's photo, or initials where there is none.
import { useState } from "react";
import type { CSSProperties } from "react";
import { photoElsewhere } from "./photo-source.ts";
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
  const [broken, setBroken] = useState<Broken | null>(null);
  const style = { "--size": `${size}px`, "--hue": hueOf(name) } as CSSProperties;
  const instead = broken?.url === photoUrl ? broken?.instead : undefined;
  if (photoUrl === null || instead === null) {
    return <span className={css.face} style={style} data-initials={initialsOf(name)} aria-hidden />;
  }
  const source = instead ?? sourceOf(photoUrl, size);
  const lookElsewhere = async () => {
    setBroken({ url: photoUrl, instead: null });
    // What stands in for it may be broken too.
    if (instead === undefined)
      setBroken({ url: photoUrl, instead: await photoElsewhere(photoUrl) });
  };
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
      onError={() => void lookElsewhere()}
    />
  );
}

interface Broken {
  readonly url: string;
  /** What stands in for it; null: the initials. */
  readonly instead: string | null;
}

function sourceOf(photoUrl: string, size: number): string {
  if (photoUrl.startsWith("blob:")) return photoUrl;
  return `${photoUrl}?size=${size > 96 ? "large" : "small"}`;
}
