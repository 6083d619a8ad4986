// The demo: how fast it lives, filling an empty gym with it, wiping it.
import { Button } from "@mantine/core";
import { useState } from "react";
import { isProblem } from "../api/api-problem.ts";
import { useFillWithDemo } from "../api/demo.ts";
import { useMemberList } from "../api/members.ts";
import { useAccount, useRight } from "../api/session.ts";
import { NoRight } from "../parts/no-right.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { SimulatorSpeed } from "./simulator-speed.tsx";
import { WipeDialog } from "./wipe-dialog.tsx";
import css from "./settings.module.css";

const words = EN_SETTINGS.demo;

export function DemoSection() {
  const mayManage = useRight("demo:manage");
  const isDemo = useAccount().data?.isDemo ?? false;
  if (!mayManage) return <NoRight />;
  return (
    <>
      <p className={css.lead}>{isDemo ? words.isDemo : words.notDemo}</p>
      <div className={css.stack}>{isDemo ? <Running /> : <Fill />}</div>
    </>
  );
}

function Running() {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <SimulatorSpeed />
      <section className={`${css.card} ${css.danger}`}>
        <div className={css.head}>
          <h3>{words.wipe}</h3>
          <Button variant="default" onClick={() => setAsking(true)}>
            {words.wipe}
          </Button>
        </div>
        <p className={css.help}>{words.wipeHelp}</p>
      </section>
      <WipeDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

function Fill() {
  const fill = useFillWithDemo();
  const total = useMemberList({}).data?.pages[0]?.total;
  const hasMembers = total !== undefined && total > 0;
  const help = hasMembers ? words.hasMembers : words.fillHelp;
  const message = isProblem(fill.error, "already-exists") ? words.notEmpty : undefined;
  return (
    <section className={css.card}>
      <div className={css.head}>
        <h3>{words.fill}</h3>
        <Button
          variant="default"
          disabled={total === undefined || hasMembers}
          loading={fill.isPending}
          onClick={() => fill.mutate()}
        >
          {words.fill}
        </Button>
      </div>
      <p className={css.help}>{fill.isPending ? words.filling : help}</p>
      <ProblemNote error={fill.error} message={message} />
    </section>
  );
}
