// The page around the three steps: which there are, where one is.
import { IconCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { EN } from "../words/en.ts";
import { EN_FIRST_RUN } from "../words/en-first-run.ts";
import css from "./first-run.module.css";

interface StepFrameProps {
  readonly step: 1 | 2 | 3;
  readonly children: ReactNode;
}

export function StepFrame({ step, children }: StepFrameProps) {
  const body = useRef<HTMLElement>(null);
  useEffect(() => {
    if (step > 1) body.current?.querySelector("h1")?.focus();
    globalThis.scrollTo({ top: 0 });
  }, [step]);
  return (
    <div className={css.page}>
      <aside className={css.side}>
        <p className={css.brand}>
          <img src="/mark.svg" alt="" width={36} height={36} /> {EN.product}
        </p>
        <ol className={css.steps} aria-label={EN_FIRST_RUN.stepOf(step)}>
          {EN_FIRST_RUN.steps.map((name, index) => (
            <Step key={name} number={index + 1} name={name} current={step} />
          ))}
        </ol>
        <p className={css.promise}>
          {EN_FIRST_RUN.promise} <span>{EN_FIRST_RUN.promiseHelp}</span>
        </p>
      </aside>
      <main className={css.body} ref={body}>
        <p className={css.stepOf}>{EN_FIRST_RUN.stepOf(step)}</p>
        {children}
      </main>
    </div>
  );
}

interface StepProps {
  readonly number: number;
  readonly name: string;
  readonly current: number;
}

function Step({ number, name, current }: StepProps) {
  const state = number < current ? "done" : number === current ? "now" : "ahead";
  return (
    <li data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <span className={css.dot} aria-hidden>
        {state === "done" ? <IconCheck size={16} stroke={3} /> : number}
      </span>
      {name}
    </li>
  );
}
