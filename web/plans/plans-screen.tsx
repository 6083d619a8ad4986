// Plans, each with what it covers and how many hold it.
import { Button, Skeleton } from "@mantine/core";
import { IconCards, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { PlanRow } from "../../protocol/http/gym.ts";
import { usePlans } from "../api/plans.ts";
import { useRight } from "../api/session.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { EN_PLANS } from "../words/en-settings.ts";
import { PlanCard } from "./plan-card.tsx";
import { PlanDrawer } from "./plan-drawer.tsx";
import css from "./plans.module.css";

/** `new`: one that is being added; null: none. */
type Edited = PlanRow | "new" | null;

export default function PlansScreen() {
  const { data: plans, error, refetch } = usePlans();
  const mayEdit = useRight("plans:edit");
  const [edited, setEdited] = useState<Edited>(null);
  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setEdited("new")}>
      {EN_PLANS.add}
    </Button>
  );
  const sorted = plans?.toSorted((a, b) => Number(b.isActive) - Number(a.isActive)) ?? [];
  return (
    <ScreenFrame title={EN_PLANS.title} lead={EN_PLANS.lead} actions={mayEdit ? add : undefined}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {plans === undefined && error === null && <Skeleton height={180} radius="lg" />}
      {plans?.length === 0 ? (
        <EmptyNote
          icon={<IconCards size={26} />}
          title={EN_PLANS.noneTitle}
          text={EN_PLANS.noneText}
        >
          {mayEdit && add}
        </EmptyNote>
      ) : (
        <ul className={css.plans}>
          {sorted.map((plan) => (
            <PlanCard key={plan.id} plan={plan} onEdit={mayEdit ? () => setEdited(plan) : null} />
          ))}
        </ul>
      )}
      <PlanDrawer edited={edited} onClose={() => setEdited(null)} />
    </ScreenFrame>
  );
}
