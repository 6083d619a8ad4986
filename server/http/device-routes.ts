// Devices: pairing this browser with a site, the list of them, taking one away.
import { z } from "zod";
import { device, deviceList, newDevice } from "../../protocol/http/offline.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { id } from "../../protocol/shapes.ts";
import { maySeeSite, mustSeeSite } from "../people/caller.ts";
import {
  findDevice,
  listDevices,
  pairDevice,
  readDevice,
  revokeDevice,
} from "../people/devices.ts";
import { commitChange } from "../store/commit-change.ts";
import { about } from "./about.ts";
import { deviceSecretOf, giveDeviceCookie } from "./device-cookie.ts";
import type { App, RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

const CHAPTER = "offline desk";

export function deviceRoutes(app: App, context: RouteContext): void {
  app.post(
    "/api/devices",
    about(
      "devices:manage",
      CHAPTER,
      "Pair this browser with a site: its secret comes as a cookie; what it was paired as before is revoked",
      { body: newDevice, response: { 201: device } },
    ),
    async (request, reply) => {
      const caller = context.caller(request);
      mustSeeSite(caller, request.body.siteId);
      const paired = await commitChange(context, caller.staffId, (change) =>
        pairDevice(change, request.body, deviceSecretOf(request)),
      );
      giveDeviceCookie(reply, paired.secret, context.secureCookies);
      return reply.code(201).send(paired.device);
    },
  );

  app.get(
    "/api/devices",
    about(
      "devices:manage",
      CHAPTER,
      "The devices of the sites the caller may see, revoked ones too",
      {
        response: { 200: deviceList },
      },
    ),
    async (request) => [...(await listDevices(context.database, context.caller(request).siteIds))],
  );

  app.get(
    "/api/devices/this",
    about(
      // By its secret alone: a browser that was taken away is to learn it whoever sits at it.
      "public",
      CHAPTER,
      "What this browser is paired as, by its device's cookie; null where it is not (any more)",
      {
        response: { 200: device.nullable() },
      },
    ),
    async (request) => {
      const secret = deviceSecretOf(request);
      const found = secret === null ? null : await readDevice(context.database, secret);
      const { caller } = request;
      const isSeen = found !== null && (caller === null || maySeeSite(caller, found.siteId));
      return isSeen ? found : null;
    },
  );

  app.delete(
    "/api/devices/:id",
    about("devices:manage", CHAPTER, "Revoke a device: from now on it gets no book", {
      params: z.object({ id }),
      response: { 204: z.null() },
    }),
    async (request, reply) => {
      const caller = context.caller(request);
      const found = await findDevice(context.database, request.params.id);
      if (found === null || !maySeeSite(caller, found.siteId)) throw new ProblemError("not-found");
      await commitChange(context, caller.staffId, async (change) => {
        await revokeDevice(change, found);
        // Heard by the device itself: it forgets what it has.
        tellOrganisation(context, change, "sites_changed", found.siteId);
      });
      return reply.code(204).send(null);
    },
  );
}
