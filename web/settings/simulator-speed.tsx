// How fast made-up members come and go. Steps are those of a person choosing, not of a number line.
import { Slider } from "@mantine/core";
import { useState } from "react";
import { useSetSimulator, useSimulator } from "../api/demo.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { SPEEDS, speedAt, stepOf } from "./simulator-steps.ts";
import css from "./settings.module.css";

const words = EN_SETTINGS.demo;
const MARKS = SPEEDS.flatMap((speed, value) =>
  speed in words.speeds ? [{ value, label: words.speeds[speed as keyof typeof words.speeds] }] : [],
);

export function SimulatorSpeed() {
  const simulator = useSimulator(true);
  const set = useSetSimulator();
  const [dragged, setDragged] = useState<number | null>(null);
  const known = simulator.data?.speed;
  const step = dragged ?? stepOf(known ?? 0);
  const speed = speedAt(step);
  return (
    <section className={css.card}>
      <div className={css.head}>
        <h3>{words.speed}</h3>
        <output className={css.soft}>{known === undefined ? "" : words.speedIs(speed)}</output>
      </div>
      <p className={css.help}>{words.speedHelp}</p>
      <div className={css.slider}>
        <Slider
          thumbLabel={words.speed}
          min={0}
          max={SPEEDS.length - 1}
          step={1}
          value={step}
          label={null}
          size="lg"
          marks={MARKS}
          disabled={known === undefined}
          onChange={setDragged}
          onChangeEnd={(end) =>
            set.mutate({ speed: speedAt(end) }, { onSettled: () => setDragged(null) })
          }
        />
      </div>
      <ProblemNote error={set.error ?? simulator.error} />
    </section>
  );
}
