// The quality of a connection: an icon, a word and a number, so that no colour has to say it.
import {
  IconAntennaBars2,
  IconAntennaBars3,
  IconAntennaBars4,
  IconAntennaBars5,
  IconAntennaBarsOff,
} from "@tabler/icons-react";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { gradeOf } from "./quality-grade.ts";
import css from "./realtime.module.css";

const words = EN_REALTIME.quality;

const ICONS = {
  excellent: IconAntennaBars5,
  good: IconAntennaBars4,
  fair: IconAntennaBars3,
  poor: IconAntennaBars2,
  unknown: IconAntennaBarsOff,
};

export function QualityMark({ quality }: { readonly quality: number | null }) {
  const grade = gradeOf(quality);
  const Icon = ICONS[grade];
  return (
    <span className={css.quality} data-grade={grade}>
      <Icon size={20} aria-hidden />
      <b>{words[grade]}</b>
      {quality !== null && (
        <span aria-label={words.of(Math.round(quality))} role="img">
          {Math.round(quality)}
        </span>
      )}
    </span>
  );
}
