// The rows: a table on a desk, cards on a phone. The next fifty come as one scrolls.
import { Button, Loader } from "@mantine/core";
import { IconSearchOff, IconUsers } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { useMemberList } from "../api/members.ts";
import { useSite } from "../connection/site-connection.tsx";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { ListEnd } from "./list-end.tsx";
import { MemberRow } from "./member-row.tsx";
import { RowGhosts } from "./row-ghosts.tsx";
import css from "./member-list.module.css";

interface MemberListProps {
  readonly list: ReturnType<typeof useMemberList>;
  readonly isFiltered: boolean;
  /** Null where the reader may not add anybody. */
  readonly onAdd: (() => void) | null;
  readonly onReset: () => void;
}

const { columns } = EN_MEMBERS;
const HEADINGS = [
  columns.name,
  columns.number,
  columns.plan,
  columns.state,
  columns.ends,
  columns.inside,
  columns.lastVisit,
];

export function MemberList({ list, isFiltered, onAdd, onReset }: MemberListProps) {
  const { timeZone } = useSite();
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage } = list;
  if (data === undefined) {
    return error === null ? (
      <RowGhosts />
    ) : (
      <ProblemNote error={error} onRetry={() => void list.refetch()} />
    );
  }
  const rows = data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Nobody {...{ isFiltered, onAdd, onReset }} />;
  return (
    <>
      <ProblemNote error={error} onRetry={() => void list.refetch()} />
      <table className={css.table} data-old={isPlaceholderData}>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          {rows.map((row) => (
            <MemberRow key={row.id} row={row} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <ListEnd key={rows.length} onSeen={() => !isFetchingNextPage && void list.fetchNextPage()}>
          {isFetchingNextPage ? (
            <Loader size="sm" aria-label={EN_MEMBERS.loadingMore} />
          ) : (
            <Button variant="default" onClick={() => void list.fetchNextPage()}>
              {EN_MEMBERS.more}
            </Button>
          )}
        </ListEnd>
      )}
    </>
  );
}

function Nobody({ isFiltered, onAdd, onReset }: Omit<MemberListProps, "list">) {
  if (isFiltered) {
    return (
      <EmptyNote
        icon={<IconSearchOff size={26} />}
        title={EN_MEMBERS.nobodyTitle}
        text={EN_MEMBERS.nobodyText}
      >
        <Button variant="default" onClick={onReset}>
          {EN_MEMBERS.resetFilters}
        </Button>
      </EmptyNote>
    );
  }
  return (
    <EmptyNote
      icon={<IconUsers size={26} />}
      title={EN_MEMBERS.noneTitle}
      text={EN_MEMBERS.noneText}
    >
      {onAdd !== null && <Button onClick={onAdd}>{EN_MEMBERS.add}</Button>}
    </EmptyNote>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-member-link]")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
