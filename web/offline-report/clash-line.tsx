// One thing to look at: what happened, when, by which desk, and what the server knew.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconBarcode, IconCheck } from "@tabler/icons-react";
import { Link } from "wouter";
import { sentenceOf } from "../../domain/reason.ts";
import type { ClashRow } from "../../protocol/http/offline.ts";
import { useSettleClash } from "../api/offline-report.ts";
import { useRight } from "../api/session.ts";
import { useSite } from "../connection/site-connection.tsx";
import { useWording } from "../connection/site-wording.ts";
import { Face } from "../parts/face.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_OFFLINE } from "../words/en-offline.ts";
import css from "./offline-report.module.css";

const words = EN_OFFLINE.report;

export function ClashLine({ clash }: { readonly clash: ClashRow }) {
  const wording = useWording();
  const mayView = useRight("members:view");
  const maySettle = useRight("door:correct");
  const settle = useSettleClash(useSite().id);
  const { member, kind, reasons, at, settledAt, settledBy } = clash;
  const name = member?.fullName ?? words.unknown;
  return (
    <li className={css.row}>
      {member === null ? (
        <span className={css.nobody} aria-hidden>
          <IconBarcode size={24} />
        </span>
      ) : (
        <Face name={name} photoUrl={member.photoUrl} size={48} />
      )}
      <div className={css.story}>
        <b>{name}</b>
        <span className={css.kind}>
          <IconAlertTriangle size={16} aria-hidden />
          {EN_OFFLINE.clash[kind]}
        </span>
        {reasons.map((reason) => (
          <span key={reason.code}>{sentenceOf(reason, wording)}</span>
        ))}
        {settledAt === null && <span>{EN_OFFLINE.toDo[kind]}</span>}
        <span className={css.soft}>{words.at(wording.when(at), deviceOf(clash))}</span>
        {settledAt !== null && (
          <span className={css.soft}>{words.settledBy(settledBy, wording.when(settledAt))}</span>
        )}
        <ProblemNote error={settle.error} />
      </div>
      <div className={css.actions}>
        {member !== null && mayView && (
          <Button
            component={Link}
            href={`/members/${member.id}`}
            variant="default"
            aria-label={words.openMemberOf(name)}
          >
            {words.openMember}
          </Button>
        )}
        {settledAt === null && maySettle && (
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            loading={settle.isPending}
            aria-label={words.settleOf(name)}
            onClick={() => settle.mutate(clash.id)}
          >
            {words.settle}
          </Button>
        )}
      </div>
    </li>
  );
}

export function deviceOf({ device }: Pick<ClashRow, "device">): string {
  const name = device.name ?? words.unknownDevice;
  return device.isRevoked ? `${name} (${words.revoked})` : name;
}
