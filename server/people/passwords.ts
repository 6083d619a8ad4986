// Passwords, as argon2id hashes with the parameters OWASP recommends (Password Storage Cheat Sheet:
// 19 MiB, 2 passes, 1 lane), and the tokens of sessions.
import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

// Argon2id is the library's default algorithm.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** The hash of a random password that was thrown away: an unknown account is checked against it. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$WZonfX4kop0eWV8xLb+e0g$KFTrUZdIIabE6Qc0Fw1wmUpu4coBrZTkG/2X5j0OaHM";

/** Takes the same time for an unknown account (null) as for a wrong password. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODYS_HASH, password);
  return matches && stored !== null;
}

/** 256 random bits for a browser to keep; only their hash is ever stored. */
export function drawToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOfToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
