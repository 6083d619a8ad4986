// Staff accounts, for those who may see them, and what each role may do, for everybody.
import { Button, Skeleton } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { StaffRow as Row } from "../../protocol/http/people.ts";
import { useRight } from "../api/session.ts";
import { useStaff } from "../api/staff.ts";
import { NoRight } from "../parts/no-right.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { SideSheet } from "../parts/side-sheet.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import { RightsTable } from "./rights-table.tsx";
import { StaffForm } from "./staff-form.tsx";
import { StaffRow } from "./staff-row.tsx";
import css from "./settings.module.css";

const words = EN_SETTINGS.staff;

export function StaffSection() {
  const mayEdit = useRight("staff:edit");
  return (
    <div className={css.stack}>
      {mayEdit ? <Accounts /> : <NoRight />}
      <RightsTable />
    </div>
  );
}

function Accounts() {
  const { data: staff, error, refetch } = useStaff(true);
  const [edited, setEdited] = useState<Row | "new" | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  return (
    <>
      <p className={css.soft}>{words.lead}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <section className={css.card}>
        <div className={css.head}>
          <h3>{words.accounts}</h3>
          <Button leftSection={<IconUserPlus size={18} />} onClick={() => setEdited("new")}>
            {words.add}
          </Button>
        </div>
        {said !== null && <output className={css.said}>{said}</output>}
        {staff === undefined && error === null && <Skeleton height={120} mt="md" />}
        <ul className={css.rows}>
          {staff?.map((row) => (
            <StaffRow
              key={row.id}
              row={row}
              onEdit={() => setEdited(row)}
              onSignedOut={() => setSaid(words.signedOut(row.fullName))}
            />
          ))}
        </ul>
      </section>
      <SideSheet
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === "new" ? words.addTitle : words.editTitle}
      >
        {edited !== null && (
          <StaffForm staff={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
        )}
      </SideSheet>
    </>
  );
}
