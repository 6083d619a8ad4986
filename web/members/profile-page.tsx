// A member's story on one page; it stays true while it is looked at.
import { Skeleton } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { isProblem } from "../api/api-problem.ts";
import { useMember } from "../api/members.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { BackLink } from "./back-link.tsx";
import { CardsPanel } from "./cards-panel.tsx";
import { DecisionsPanel } from "./decisions-panel.tsx";
import { FactsPanel } from "./facts-panel.tsx";
import { HeatMapPanel } from "./heat-map-panel.tsx";
import { MembershipsPanel } from "./memberships-panel.tsx";
import { ProfileHead } from "./profile-head.tsx";
import { VisitsPanel } from "./visits-panel.tsx";
import css from "./profile.module.css";

const words = EN_MEMBERS.profile;

export function ProfilePage({ id }: { readonly id: string }) {
  const { data: member, error, refetch } = useMember(id);
  // Somebody may have removed the member while the profile was open.
  if (member === undefined || (error !== null && isProblem(error, "not-found"))) {
    return (
      <main className={css.page}>
        <BackLink />
        {error === null ? <Ghost /> : <Missing error={error} onRetry={() => void refetch()} />}
      </main>
    );
  }
  return (
    <main className={css.page}>
      <BackLink />
      <ProfileHead member={member} />
      <div className={css.columns}>
        <div className={css.side}>
          <FactsPanel member={member} />
          <MembershipsPanel member={member} />
          <CardsPanel member={member} />
        </div>
        <div className={css.story}>
          <HeatMapPanel member={member} />
          <VisitsPanel id={id} />
          <DecisionsPanel id={id} />
        </div>
      </div>
    </main>
  );
}

function Ghost() {
  return (
    <>
      <output className="only-read">{words.loading}</output>
      <Skeleton height={188} radius="lg" mb="md" />
      <div className={css.columns}>
        <Skeleton height={320} radius="lg" />
        <Skeleton height={320} radius="lg" />
      </div>
    </>
  );
}

function Missing({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  // An address that is no id at all names nobody either.
  if (isProblem(error, "not-found") || isProblem(error, "invalid-request")) {
    return <EmptyNote icon={<IconUserOff size={26} />} title={words.gone} text={words.goneText} />;
  }
  return <ProblemNote error={error} onRetry={onRetry} />;
}
