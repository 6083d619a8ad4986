// The book of a desk: what it needs to decide without the server. For a browser that is paired with the
// site, and only while somebody who may operate its doors is signed in there.
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { book, bookChanges, bookChangesQuery } from "../../protocol/http/offline.ts";
import { id } from "../../protocol/shapes.ts";
import { mustSeeSite } from "../people/caller.ts";
import { mustBePaired } from "../people/devices.ts";
import { readBook, readBookChanges } from "../store/book.ts";
import { about } from "./about.ts";
import { deviceSecretOf, giveDeviceCookie } from "./device-cookie.ts";
import { packBook, sharePacking, unpacked } from "./pack-book.ts";
import type { App, RouteContext } from "./route-context.ts";

const CHAPTER = "offline desk";
const params = z.object({ siteId: id });
const NEEDS_DEVICE = "needs a paired device's cookie, else `device-not-paired`";

export function bookRoutes(app: App, context: RouteContext): void {
  const { pool, clock } = context;

  const mustBeDesk = async (request: FastifyRequest, siteId: string): Promise<string> => {
    mustSeeSite(context.caller(request), siteId);
    const secret = deviceSecretOf(request);
    await mustBePaired(context.database, secret, { siteId, now: clock.now() });
    return secret ?? "";
  };
  const askedOf = (siteId: string) => ({
    ...{ siteId, organisationId: context.organisationId(), now: clock.now() },
  });
  const tagOf = (siteId: string) =>
    readBook(pool, askedOf(siteId), ({ tag }) => Promise.resolve(tag));
  const pack = sharePacking((siteId) =>
    readBook(pool, askedOf(siteId), async (read) => ({
      tag: read.tag,
      packed: await packBook(read),
    })),
  );

  app.get(
    "/api/sites/:siteId/book",
    about(
      "door:operate",
      CHAPTER,
      `What a desk of the site needs to decide by itself; ${NEEDS_DEVICE}; with an ETag, gzipped where that is accepted`,
      { params, response: { 200: book, 304: z.null() } },
    ),
    async (request, reply) => {
      const { siteId } = request.params;
      const secret = await mustBeDesk(request, siteId);
      const known = request.headers["if-none-match"];
      giveDeviceCookie(reply, secret, context.secureCookies);
      reply.header("vary", "accept-encoding, cookie");
      if (known !== undefined && known === `"${await tagOf(siteId)}"`) {
        return reply.header("etag", known).code(304).send(null);
      }
      const { tag, packed } = await pack(siteId);
      reply.header("etag", `"${tag}"`);
      reply.type("application/json; charset=utf-8");
      const isGzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      if (isGzip) reply.header("content-encoding", "gzip");
      // Written already, so that no serializer reads ten thousand members in one go.
      return reply.send((isGzip ? packed : await unpacked(packed)) as never);
    },
  );

  app.get(
    "/api/sites/:siteId/book/changes",
    about(
      "door:operate",
      CHAPTER,
      `What has changed since a book was read; ${NEEDS_DEVICE}; \`book-outdated\`: ask for the whole`,
      { params, querystring: bookChangesQuery, response: { 200: bookChanges } },
    ),
    async (request) => {
      const { siteId } = request.params;
      await mustBeDesk(request, siteId);
      const { epoch, since: seq, builtAt } = request.query;
      return readBookChanges(pool, askedOf(siteId), { epoch, seq, builtAt });
    },
  );
}
