// The end of what is loaded: coming near it asks for more.
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import css from "./member-list.module.css";

const NEAR = "900px";

interface ListEndProps {
  readonly onSeen: () => void;
  readonly children: ReactNode;
}

export function ListEnd({ onSeen, children }: ListEndProps) {
  const end = useRef<HTMLDivElement>(null);
  const seen = useRef(onSeen);
  useEffect(() => {
    seen.current = onSeen;
  }, [onSeen]);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting === true && seen.current(),
      { rootMargin: NEAR },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={end} className={css.end}>
      {children}
    </div>
  );
}
