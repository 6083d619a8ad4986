// How good a password is: four steps and a word.
import { EN_FIRST_RUN } from "../words/en-first-run.ts";
import { strengthOf } from "./first-run-draft.ts";
import css from "./first-run.module.css";

export function Strength({ password }: { readonly password: string }) {
  if (password === "") return null;
  const strength = strengthOf(password);
  const word = EN_FIRST_RUN.account.strength[strength] ?? "";
  return (
    <output className={css.strength}>
      <span className={css.bars} aria-hidden>
        {[0, 1, 2, 3].map((step) => (
          <i key={step} data-on={step <= strength} />
        ))}
      </span>
      {EN_FIRST_RUN.account.strengthLabel(word)}
    </output>
  );
}
