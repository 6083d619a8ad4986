// Photos of members: uploaded as the raw picture, served by their hash, which never changes its meaning.
import { z } from "zod";
import { memberProfile } from "../../protocol/http/members.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { id } from "../../protocol/shapes.ts";
import { readPhoto, setPhoto } from "../store/photos.ts";
import { about } from "./about.ts";
import { changeAndShow, mustBeMember } from "./member-view.ts";
import { readPicture } from "./read-picture.ts";
import { takeRaw } from "./raw-body.ts";
import type { App, RouteContext } from "./route-context.ts";

const CHAPTER = "photos";
const params = z.object({ id });
const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
const FOREVER = "private, max-age=31536000, immutable";

export function photoRoutes(app: App, context: RouteContext): void {
  takeRaw(app, /^(image\/|application\/octet-stream)/, MAX_UPLOAD_BYTES, (uploads) => {
    uploads.put(
      "/api/members/:id/photo",
      about("members:edit", CHAPTER, "Set a member's photo: the body is the picture itself", {
        params,
        response: { 200: memberProfile },
      }),
      async (request) => {
        await mustBeMember(context.database, request.params.id);
        if (!Buffer.isBuffer(request.body)) throw new ProblemError("photo-unreadable");
        const photo = await readPicture(request.body);
        return changeAndShow(context, request, (change) =>
          setPhoto(change, request.params.id, photo),
        );
      },
    );
  });

  app.delete(
    "/api/members/:id/photo",
    about("members:edit", CHAPTER, "Take a member's photo away", {
      params,
      response: { 200: memberProfile },
    }),
    (request) =>
      changeAndShow(context, request, (change) => setPhoto(change, request.params.id, null)),
  );

  app.get(
    "/photos/:hash",
    about("signed-in", CHAPTER, "A photo as WebP", {
      params: z.object({ hash: z.string().regex(/^[0-9a-f]{32}$/) }),
      querystring: z.object({ size: z.enum(["small", "large"]).default("small") }),
    }),
    async (request, reply) => {
      const { hash } = request.params;
      const picture = await readPhoto(context.database, hash, request.query.size);
      if (picture === null) throw new ProblemError("not-found");
      return reply.header("cache-control", FOREVER).type("image/webp").send(picture);
    },
  );
}
