// The people whom the desk's search found, each with what can be done for them.
import { Button } from "@mantine/core";
import type { MemberBrief } from "../../domain/member.ts";
import type { OpenVisit } from "../../domain/visit.ts";
import { useWording } from "../connection/site-wording.ts";
import type { FoundPerson } from "../offline/found-in-book.ts";
import { Face } from "../parts/face.tsx";
import { EN } from "../words/en.ts";
import css from "./person-search.module.css";

interface FoundRowsProps {
  readonly listId: string;
  readonly rows: readonly FoundPerson[];
  /** Found without the server: only who is in. */
  readonly inside: readonly OpenVisit[];
  readonly chosenId: string | undefined;
  readonly onCheckIn: (member: MemberBrief) => void;
  readonly onCheckOut: (member: MemberBrief) => void;
}

export function FoundRows(props: FoundRowsProps) {
  const { listId, rows, inside, chosenId, onCheckIn, onCheckOut } = props;
  return (
    <>
      {rows.map((row) => (
        <FoundRow
          key={row.id}
          id={`${listId}-${row.id}`}
          row={row}
          isChosen={row.id === chosenId}
          onCheckIn={() => onCheckIn(row)}
          onCheckOut={() => onCheckOut(row)}
        />
      ))}
      {inside.map((visit) => (
        <InsideRow
          key={visit.id}
          id={`${listId}-${visit.member.id}`}
          visit={visit}
          isChosen={visit.member.id === chosenId}
          onCheckOut={() => onCheckOut(visit.member)}
        />
      ))}
    </>
  );
}

interface FoundRowProps {
  readonly id: string;
  readonly row: FoundPerson;
  readonly isChosen: boolean;
  readonly onCheckIn: () => void;
  readonly onCheckOut: () => void;
}

function FoundRow({ id, row, isChosen, onCheckIn, onCheckOut }: FoundRowProps) {
  const wording = useWording();
  const isInside = row.insideSince !== null;
  const hints = [
    EN.desk.number(row.membershipNumber),
    row.planName ?? EN.desk.states.none,
    ...(row.planName === null || row.state === "active" ? [] : [EN.desk.states[row.state]]),
    ...(row.isBarred ? [EN.desk.barred] : []),
    ...(row.insideSince === null ? [] : [EN.desk.inSince(wording.time(row.insideSince))]),
  ];
  return (
    <div role="row" id={id} className={css.row} aria-selected={isChosen}>
      <div role="gridcell" className={css.who}>
        <Face name={row.fullName} photoUrl={row.photoUrl} size={48} />
        <span className={css.words}>
          <b>{row.fullName}</b>
          <span>{hints.join(" · ")}</span>
        </span>
      </div>
      <div role="gridcell">
        <Button
          variant={isChosen ? "filled" : "default"}
          tabIndex={-1}
          onClick={isInside ? onCheckOut : onCheckIn}
        >
          {isInside ? EN.desk.checkOut : EN.desk.checkIn}
        </Button>
      </div>
    </div>
  );
}

interface InsideRowProps {
  readonly id: string;
  readonly visit: OpenVisit;
  readonly isChosen: boolean;
  readonly onCheckOut: () => void;
}

function InsideRow({ id, visit, isChosen, onCheckOut }: InsideRowProps) {
  const wording = useWording();
  const { fullName, photoUrl, membershipNumber } = visit.member;
  const hints = [
    EN.desk.number(membershipNumber),
    EN.desk.inSince(wording.time(visit.checkInTime)),
  ];
  return (
    <div role="row" id={id} className={css.row} aria-selected={isChosen}>
      <div role="gridcell" className={css.who}>
        <Face name={fullName} photoUrl={photoUrl} size={48} />
        <span className={css.words}>
          <b>{fullName}</b>
          <span>{hints.join(" · ")}</span>
        </span>
      </div>
      <div role="gridcell">
        <Button variant={isChosen ? "filled" : "default"} tabIndex={-1} onClick={onCheckOut}>
          {EN.desk.checkOut}
        </Button>
      </div>
    </div>
  );
}
