// Where the rows will be, while the first of them are on their way.
import { Skeleton } from "@mantine/core";
import { EN_MEMBERS } from "../words/en-members.ts";
import css from "./member-list.module.css";

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];

export function RowGhosts() {
  return (
    <div className={css.ghosts}>
      <output className="only-read">{EN_MEMBERS.loading}</output>
      {ROWS.map((row) => (
        <Skeleton key={row} height={56} />
      ))}
    </div>
  );
}
