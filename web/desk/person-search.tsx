// The second way in: a name, a phone number or a membership number, all by keyboard.
import { Button } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { DoorRow } from "../../protocol/http/gym.ts";
import type { MemberRow } from "../../protocol/http/members.ts";
import { Face } from "../parts/face.tsx";
import { useFoundMembers } from "../parts/find-members.ts";
import { useWording } from "../connection/site-wording.ts";
import { EN } from "../words/en.ts";
import { useDesk } from "./desk-context.tsx";
import css from "./person-search.module.css";

export function PersonSearch({ door }: { readonly door: DoorRow }) {
  const desk = useDesk();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const [pressed, setPressed] = useState<"enter" | "leave" | null>(null);
  const { rows, foundFor, isLooking, hasFailed } = useFoundMembers(search);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const isOpen = search.trim() !== "";
  const chosen = rows[Math.min(at, rows.length - 1)];

  useEffect(() => {
    // On a touch screen the keyboard would cover the answer.
    if (matchMedia("(pointer: fine)").matches) input.current?.focus();
  }, []);

  const done = () => {
    setSearch("");
    setAt(0);
    input.current?.focus();
  };
  const checkIn = (row: MemberRow) => {
    desk?.checkIn(row, door.id);
    done();
  };
  const checkOut = (row: MemberRow) => {
    desk?.checkOut(row, door.id);
    done();
  };
  /** What is pressed before the rows are there is done when they are. */
  const decide = (isLeaving: boolean) => {
    if (chosen !== undefined) return isLeaving ? checkOut(chosen) : checkIn(chosen);
    if (hasFailed || !looksLikeCode(search)) return undefined;
    desk?.scan(search.trim(), door.id);
    return done();
  };
  const decideLater = useEffectEvent(decide);
  const isReady = isOpen && !isLooking;
  useEffect(() => {
    if (pressed === null || !isReady) return;
    setPressed(null);
    decideLater(pressed === "leave");
  }, [pressed, isReady]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt((now) => Math.min(now + 1, rows.length - 1));
    else if (event.key === "ArrowUp") setAt((now) => Math.max(now - 1, 0));
    else if (event.key === "Escape" && search !== "") setSearch("");
    else if (event.key === "Enter" && isOpen) {
      setPressed(event.ctrlKey || event.altKey || event.metaKey ? "leave" : "enter");
    } else return;
    event.preventDefault();
  };

  return (
    <search className={css.search}>
      <IconSearch className={css.glass} size={24} aria-hidden />
      <input
        ref={input}
        className={css.input}
        type="text"
        role="combobox"
        aria-label={EN.desk.searchLabel}
        aria-expanded={isOpen}
        aria-haspopup="grid"
        aria-controls={listId}
        aria-activedescendant={
          isOpen && chosen !== undefined ? `${listId}-${chosen.id}` : undefined
        }
        placeholder={EN.desk.search}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
          setPressed(null);
        }}
        onKeyDown={onKeyDown}
        data-scan-home
      />
      <div
        className={css.found}
        id={listId}
        role="grid"
        aria-label={EN.nav.members}
        hidden={!isOpen}
      >
        {rows.map((row) => (
          <FoundRow
            key={row.id}
            id={`${listId}-${row.id}`}
            row={row}
            isChosen={row === chosen}
            onCheckIn={() => checkIn(row)}
            onCheckOut={() => checkOut(row)}
          />
        ))}
        {rows.length === 0 && (
          <div role="row">
            <div role="gridcell" className={css.nothing}>
              {saying(hasFailed, isLooking, foundFor)}
            </div>
          </div>
        )}
      </div>
      {isOpen && rows.length > 0 && <p className={css.keys}>{EN.desk.searchKeys}</p>}
    </search>
  );
}

/** A card's number can be typed by hand where its print no longer scans. */
function looksLikeCode(search: string): boolean {
  return /^(?=\S*\d)\S{4,}$/.test(search.trim());
}

function saying(hasFailed: boolean, isLooking: boolean, foundFor: string): string {
  if (hasFailed) return EN.desk.searchAway;
  if (isLooking || foundFor === "") return EN.shell.loading;
  return EN.desk.nobody(foundFor);
}

interface FoundRowProps {
  readonly id: string;
  readonly row: MemberRow;
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
