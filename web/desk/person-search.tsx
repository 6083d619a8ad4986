// The second way in: a name, a phone number or a membership number, all by keyboard.
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { DoorRow } from "../../protocol/http/gym.ts";
import type { MemberBrief } from "../../domain/member.ts";
import type { SiteState } from "../../client/site-state.ts";
import { useFoundMembers } from "../parts/find-members.ts";
import { useSite, useSiteClient, useSiteValue } from "../connection/site-connection.tsx";
import { useIsAway } from "../connection/use-is-away.ts";
import { findInBook } from "../offline/found-in-book.ts";
import { useOffline } from "../offline/use-offline.ts";
import { dayIn } from "../words/wording.ts";
import { EN } from "../words/en.ts";
import { useDesk } from "./desk-context.tsx";
import { FoundRows } from "./found-rows.tsx";
import { sayingOf } from "./search-saying.ts";
import type { FoundHere } from "./search-saying.ts";
import { insideFound, looksLikeCode } from "./typed-search.ts";
import css from "./person-search.module.css";

const viewOf = ({ view }: SiteState) => view;

export function PersonSearch({ door }: { readonly door: DoorRow }) {
  const desk = useDesk();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const [pressed, setPressed] = useState<"enter" | "leave" | null>(null);
  const found = useFoundHere(search);
  const { rows, isLooking, hasFailed } = found;
  const view = useSiteValue(viewOf);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const isOpen = search.trim() !== "";
  // Without the server, who is in is known all the same.
  const inside = hasFailed && view !== null ? insideFound(view.inside.values(), search) : [];
  const count = rows.length + inside.length;
  const place = Math.max(0, Math.min(at, count - 1));
  const chosen = rows[place];
  const chosenInside = inside[place - rows.length];
  const chosenId = chosen?.id ?? chosenInside?.member.id;

  useEffect(() => {
    // On a touch screen the keyboard would cover the answer.
    if (matchMedia("(pointer: fine)").matches) input.current?.focus();
  }, []);

  const done = () => {
    setSearch("");
    setAt(0);
    input.current?.focus();
  };
  const checkIn = (row: MemberBrief) => {
    desk?.checkIn(row, door.id);
    done();
  };
  const checkOut = (row: MemberBrief) => {
    desk?.checkOut(row, door.id);
    done();
  };
  /** What is pressed before the rows are there is done when they are. */
  const decide = (isLeaving: boolean) => {
    if (chosen !== undefined) return isLeaving ? checkOut(chosen) : checkIn(chosen);
    if (chosenInside !== undefined) return checkOut(chosenInside.member);
    if (!looksLikeCode(search)) return undefined;
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
    if (event.key === "ArrowDown") setAt((now) => Math.min(now + 1, count - 1));
    else if (event.key === "ArrowUp") setAt((now) => Math.max(now - 1, 0));
    else if (event.key === "Escape" && search !== "") setSearch("");
    else if (event.key === "Enter" && isOpen) {
      setPressed(event.ctrlKey || event.altKey || event.metaKey ? "leave" : "enter");
    } else return;
    event.preventDefault();
  };

  const sentences = sayingOf({ ...found, search, insideCount: inside.length });
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
          isOpen && chosenId !== undefined ? `${listId}-${chosenId}` : undefined
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
        <FoundRows
          listId={listId}
          rows={rows}
          inside={inside}
          chosenId={chosenId}
          onCheckIn={checkIn}
          onCheckOut={checkOut}
        />
        {sentences.map((sentence) => (
          <div role="row" key={sentence}>
            <div role="gridcell" className={css.nothing}>
              {sentence}
            </div>
          </div>
        ))}
      </div>
      {isOpen && count > 0 && (
        <p className={css.keys}>{rows.length > 0 ? EN.desk.searchKeys : EN.desk.insideKeys}</p>
      )}
    </search>
  );
}

/**
 * Nobody waits for an answer that cannot come: without the connection the desk looks into its own book,
 * and where it has none the search has failed at once.
 */
function useFoundHere(search: string): FoundHere {
  const found = useFoundMembers(search);
  const isAway = useIsAway();
  const desk = useSiteClient();
  useOffline();
  const { timeZone } = useSite();
  if (!isAway) return found;
  const rows = desk === null ? null : findInBook(desk, search, dayIn(timeZone));
  const foundFor = search.trim();
  if (rows !== null) {
    return { rows, foundFor, total: rows.length, isLooking: false, hasFailed: false };
  }
  if (!found.isLooking) return found;
  return { ...found, rows: [], total: 0, isLooking: false, hasFailed: true };
}
