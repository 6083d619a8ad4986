// The gym as a whole: its name and the currency of what is due.
import type { z } from "zod";
import { must } from "../../domain/assert.ts";
import type { Organisation, organisationChange } from "../../protocol/http/people.ts";
import { changedFields } from "./changed-fields.ts";
import type { ChangedFields } from "./changed-fields.ts";
import type { Change } from "./commit-change.ts";

/** Amounts keep their number: another currency is another word for them, and converts nothing. */
export async function changeOrganisation(
  change: Change,
  wanted: z.output<typeof organisationChange>,
): Promise<{ readonly organisation: Organisation; readonly changed: ChangedFields | null }> {
  const { rows } = change;
  const row = must(
    await rows
      .selectFrom("organisation")
      .select(["id", "name", "currency"])
      .forNoKeyUpdate()
      .executeTakeFirst(),
    "organisation",
  );
  const before: Organisation = { name: row.name, currency: row.currency };
  const changed = changedFields(before, wanted);
  if (changed === null) return { organisation: before, changed };
  const after: Organisation = { ...before, ...changed.after };
  await rows.updateTable("organisation").set(after).where("id", "=", row.id).execute();
  await change.audit({ action: "organisation-changed", subjectId: row.id, ...changed });
  return { organisation: after, changed };
}
