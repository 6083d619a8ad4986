// The synthetic scan: a button, and where its time went.
import { Button } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import type { TimedScan } from "../api/realtime.ts";
import { useSyntheticScan } from "../api/realtime.ts";
import { useSite } from "../connection/site-connection.tsx";
import { useWording } from "../connection/site-wording.ts";
import { Panel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { writeMs } from "./write-figures.ts";
import css from "./realtime.module.css";

const words = EN_REALTIME.scan;

export function ScanPanel() {
  const { id } = useSite();
  const { data, error, isPending, mutate } = useSyntheticScan();
  return (
    <Panel
      title={words.title}
      tools={
        <Button
          leftSection={<IconRoute size={18} aria-hidden />}
          loading={isPending}
          onClick={() => mutate(id)}
        >
          {data === undefined ? words.run : words.again}
        </Button>
      }
    >
      <p className={css.lead}>{words.help}</p>
      <ProblemNote error={error} />
      <div aria-live="polite">{data !== undefined && <Result scan={data} />}</div>
    </Panel>
  );
}

function Result({ scan }: { readonly scan: TimedScan }) {
  const wording = useWording();
  const steps = [...scan.steps, { step: "way" as const, ms: scan.wayMs }];
  const total = steps.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <>
      <p className={css.scanTotal}>
        <b>{words.result(writeMs(scan.browserMs))}</b>{" "}
        <span>{words.at(wording.time(scan.at), scan.server)}</span>
      </p>
      <ol className={css.steps} aria-label={words.steps}>
        {steps.map(({ step, ms }) => (
          <li key={step} data-step={step}>
            <span>
              <b>{words.step[step].name}</b> {words.step[step].help}
            </span>
            <span className={css.stepTime}>{writeMs(ms)}</span>
            <span className={css.stepBar} aria-hidden>
              <span style={{ inlineSize: `${(ms / Math.max(total, 0.01)) * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
