// The same commands as over the socket, for programs that would rather send a request. The command's
// id is the `Idempotency-Key`: sent again, it gets the same answer. A refusal is an answer, not an error.
import { z } from "zod";
import { doorAnswer } from "../../protocol/http/gym.ts";
import { id } from "../../protocol/shapes.ts";
import { checkInBody, checkOutBody, undoBody } from "../../protocol/up.ts";
import { askedCheckIn, askedCheckOut, askedUndo } from "../desk/asked-command.ts";
import { mustSeeSite } from "../people/caller.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";

const CHAPTER = "door";
const ANSWER =
  "Decided and on disk: verdict admit, warn or refuse with every reason. A refusal is an answer too; the visit is null where there is none.";
const params = z.object({ siteId: id });
const headers = z.object({
  "idempotency-key": id.describe(
    "The command's id, a UUID that the sender draws. Sent again within 30 days it gets the same answer; with another content, `command-id-reused`.",
  ),
});
const common = { params, headers, response: { 200: doorAnswer.describe(ANSWER) } };

export function doorRoutes(app: App, context: RouteContext): void {
  app.post(
    "/api/sites/:siteId/check-ins",
    about(
      "door:operate",
      CHAPTER,
      "Check a member in: by exactly one of memberId and credential; the channel is the door's",
      { ...common, body: checkInBody },
    ),
    async (request) => {
      const caller = context.caller(request);
      const { siteId } = request.params;
      mustSeeSite(caller, siteId);
      const commandId = request.headers["idempotency-key"];
      return context.desk.submit(siteId, askedCheckIn({ ...request.body, commandId }, caller));
    },
  );

  app.post(
    "/api/sites/:siteId/check-outs",
    about(
      "door:operate",
      CHAPTER,
      "Check a member out: by exactly one of checkInId, memberId and credential",
      { ...common, body: checkOutBody },
    ),
    async (request) => {
      const caller = context.caller(request);
      const { siteId } = request.params;
      mustSeeSite(caller, siteId);
      const commandId = request.headers["idempotency-key"];
      return context.desk.submit(siteId, askedCheckOut({ ...request.body, commandId }, caller));
    },
  );

  app.post(
    "/api/sites/:siteId/undos",
    about("door:operate", CHAPTER, "Takes back the last step of a visit", {
      ...common,
      body: undoBody,
    }),
    async (request) => {
      const caller = context.caller(request);
      const { siteId } = request.params;
      mustSeeSite(caller, siteId);
      const commandId = request.headers["idempotency-key"];
      return context.desk.submit(siteId, askedUndo({ ...request.body, commandId }, caller));
    },
  );
}
