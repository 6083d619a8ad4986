// Photos of members, each kept once by the hash of what it shows.
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "./schema.ts";
import type { Change } from "./commit-change.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { MemberTouched } from "./change-holding.ts";

export interface Photo {
  readonly large: Buffer;
  readonly small: Buffer;
}

export async function readPhoto(
  database: Kysely<Tables>,
  hash: string,
  size: "large" | "small",
): Promise<Buffer | null> {
  const row = await database
    .selectFrom("photo")
    .select(`${size} as picture`)
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row?.picture ?? null;
}

/** Gives a member a photo, or takes it away (null). A photo that nobody has any more is forgotten. */
export async function setPhoto(
  change: Change,
  memberId: string,
  photo: Photo | null,
): Promise<MemberTouched> {
  const { rows } = change;
  const row = await rows
    .selectFrom("member")
    .select(["photo_hash", "version"])
    .where("id", "=", memberId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError("not-found");
  const hash = photo === null ? null : hashOf(photo);
  if (hash === row.photo_hash) return { memberId, isChanged: false };
  if (photo !== null && hash !== null) {
    await rows
      .insertInto("photo")
      .values({ hash, large: photo.large, small: photo.small, created_at: change.at })
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .execute();
  }
  await rows
    .updateTable("member")
    .set({ photo_hash: hash, version: row.version + 1 })
    .where("id", "=", memberId)
    .execute();
  if (row.photo_hash !== null) await forgetUnused(change, row.photo_hash);
  await change.audit({
    action: hash === null ? "photo-removed" : "photo-set",
    subjectId: memberId,
    before: { photo: row.photo_hash },
    after: { photo: hash },
  });
  return { memberId, isChanged: true };
}

export async function forgetUnused({ rows }: Change, hash: string): Promise<void> {
  await rows
    .deleteFrom("photo")
    .where("hash", "=", hash)
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom("member").select("id").whereRef("member.photo_hash", "=", "photo.hash"),
        ),
      ),
    )
    .execute();
}

function hashOf({ large }: Photo): string {
  return createHash("sha256").update(large).digest("hex").slice(0, 32);
}
