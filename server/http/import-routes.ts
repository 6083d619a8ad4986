// Importing members from a CSV file: tried without a trace, then done as a whole or not at all.
import { z } from "zod";
import { importReport } from "../../protocol/http/members.ts";
import type { ImportReport } from "../../protocol/http/members.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { runImport } from "../import/run-import.ts";
import { readToday } from "../store/today.ts";
import { about } from "./about.ts";
import { takeRaw } from "./raw-body.ts";
import type { App, RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_DETAILS = 200;
/** What browsers call a CSV file, which depends on the programs that are installed. */
const CONTENT_TYPES = /^(text\/(csv|plain)|application\/(vnd\.ms-excel|csv|octet-stream))/;

export function importRoutes(app: App, context: RouteContext): void {
  takeRaw(app, CONTENT_TYPES, MAX_FILE_BYTES, (uploads) => {
    uploads.post(
      "/api/members/import",
      about("members:import", "members", "Import members from CSV; with dryRun, only the report", {
        querystring: z.object({ dryRun: z.enum(["true", "false"]).default("true") }),
        response: { 200: importReport },
      }),
      async (request) => {
        if (!Buffer.isBuffer(request.body)) {
          throw new ProblemError("invalid-request", { details: ["the body is the file itself"] });
        }
        const report = await runImport(context, {
          bytes: request.body,
          dryRun: request.query.dryRun === "true",
          today: await readToday(context.database, context.clock.now()),
          staffId: context.caller(request).staffId,
          tell: (change, id) => tellOrganisation(context, change, "members_imported", id),
        });
        if (request.query.dryRun === "false" && report.faults.length > 0) {
          throw new ProblemError("import-refused", { details: detailsOf(report) });
        }
        return report;
      },
    );
  });
}

function detailsOf({ faults }: ImportReport): string[] {
  const details = faults.slice(0, MAX_DETAILS).map(({ line, reason }) => `line ${line}: ${reason}`);
  const more = faults.length - details.length;
  return more > 0 ? [...details, `and ${more} more`] : details;
}
