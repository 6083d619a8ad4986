// The quality of a connection: bars, a word and a number, so that no colour has to say it.
import { EN_REALTIME } from "../words/en-realtime.ts";
import type { Grade } from "./quality-grade.ts";
import { gradeOf } from "./quality-grade.ts";
import css from "./realtime.module.css";

const words = EN_REALTIME.quality;
const BARS = [1, 2, 3, 4];
const FILLED: Readonly<Record<Grade, number>> = {
  ...{ excellent: 4, good: 3, fair: 2, poor: 1, unknown: 0 },
};

export function QualityMark({ quality }: { readonly quality: number | null }) {
  const grade = gradeOf(quality);
  return (
    <span className={css.quality} data-grade={grade}>
      <svg className={css.bars} viewBox="0 0 20 16" aria-hidden>
        {BARS.map((bar) => (
          <rect
            key={bar}
            data-empty={bar > FILLED[grade] || undefined}
            x={(bar - 1) * 5}
            y={16 - bar * 4}
            width={4}
            height={bar * 4}
            rx={1}
          />
        ))}
      </svg>
      <b>{words[grade]}</b>
      {quality !== null && (
        <span aria-label={words.of(Math.round(quality))} role="img">
          {Math.round(quality)}
        </span>
      )}
    </span>
  );
}
