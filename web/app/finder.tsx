// Finds a member or a page in a few keystrokes, from anywhere.
import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { useLocation } from "wouter";
import { IconArrowRight, IconSearch } from "@tabler/icons-react";
import type { Account } from "../../protocol/http/people.ts";
import { Face } from "../parts/face.tsx";
import { useFoundMembers } from "../parts/find-members.ts";
import { EN } from "../words/en.ts";
import { ROUTES } from "./routes.tsx";
import css from "./finder.module.css";

interface Found {
  readonly key: string;
  readonly href: string;
  readonly title: string;
  readonly hint: string | null;
  readonly mark: ReactNode;
}

interface FinderProps {
  readonly account: Account;
  readonly onClose: () => void;
}

export function Finder({ account, onClose }: FinderProps) {
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const [, go] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const { found, isLooking, hasFailed, foundFor } = useFound(search, account);
  const chosen = found[Math.min(at, found.length - 1)];

  useEffect(() => dialog.current?.showModal(), []);

  const open = (one: Found) => {
    go(one.href);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt((now) => Math.min(now + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt((now) => Math.max(now - 1, 0));
    else if (event.key === "Enter" && chosen !== undefined) open(chosen);
    else return;
    event.preventDefault();
  };
  return (
    // A press beside the box closes it; Esc does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={css.finder}
      aria-label={EN.finder.title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={css.box}>
        <div className={css.top}>
          <IconSearch size={22} aria-hidden />
          <input
            type="text"
            role="combobox"
            aria-label={EN.finder.title}
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.key}`}
            placeholder={EN.finder.placeholder}
            autoComplete="off"
            spellCheck={false}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <ul className={css.list} id={listId} role="listbox" aria-label={EN.finder.title}>
          {found.map((one) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the input's
            <li
              key={one.key}
              id={`${listId}-${one.key}`}
              role="option"
              aria-selected={one === chosen}
              onClick={() => open(one)}
            >
              {one.mark}
              <span className={css.words}>
                <b>{one.title}</b>
                {one.hint !== null && <span>{one.hint}</span>}
              </span>
            </li>
          ))}
        </ul>
        {found.length === 0 && !isLooking && (
          <p className={css.nothing}>
            {foundFor === "" ? EN.finder.start : EN.finder.nothing(foundFor)}
          </p>
        )}
        {hasFailed && <p className={css.nothing}>{EN.finder.away}</p>}
        <p className={css.keys}>{EN.finder.keys}</p>
      </div>
    </dialog>
  );
}

function useFound(search: string, account: Account) {
  const mayFind = account.rights.includes("members:view");
  const members = useFoundMembers(mayFind ? search : "");
  const wanted = search.trim().toLowerCase();
  const pages = ROUTES.filter(
    ({ name, right }) =>
      account.rights.includes(right) && EN.nav[name].toLowerCase().startsWith(wanted),
  ).map(({ name, path }): Found => ({
    key: name,
    href: path.replace("/*?", ""),
    title: EN.nav[name],
    hint: null,
    mark: (
      <span className={css.page} aria-hidden>
        <IconArrowRight size={20} />
      </span>
    ),
  }));
  const people = members.rows.map((row): Found => ({
    key: row.id,
    href: `/members/${row.id}`,
    title: row.fullName,
    hint: [EN.desk.number(row.membershipNumber), row.planName ?? EN.desk.states.none].join(" · "),
    mark: <Face name={row.fullName} photoUrl={row.photoUrl} size={40} />,
  }));
  return { ...members, found: wanted === "" ? pages : [...people, ...pages] };
}
