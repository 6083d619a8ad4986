import { parseOptions } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { drawToken, hashOfToken, hashPassword, isPassword } from "./passwords.ts";
import { drawSetUpCode, isSetUpCode } from "./set-up-code.ts";

describe("secrets", () => {
  it("[PEOPLE-3] a password is known by its argon2id hash, and an unknown account has none that fits", async () => {
    const stored = await hashPassword("pässword 🏋️ long");
    expect(stored).toMatch(/^\$argon2id\$/);
    expect(parseOptions(stored)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(await isPassword(stored, "pässword 🏋️ long")).toBe(true);
    expect(await isPassword(stored, "password long")).toBe(false);
    expect(await isPassword(null, "anything")).toBe(false);
  });

  it("[PEOPLE-4] a token is 256 random bits, and stored as its SHA-256", () => {
    const token = drawToken();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(drawToken()).not.toBe(token);
    expect(hashOfToken(token)).toHaveLength(32);
  });

  it("[PEOPLE-1] the set-up code is read whatever its case and dashes, and with the usual mistakes", () => {
    const code = drawSetUpCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(isSetUpCode(code, code.toLowerCase().replaceAll("-", " "))).toBe(true);
    expect(isSetUpCode(code, code.replaceAll("0", "O").replaceAll("1", "l"))).toBe(true);
    expect(isSetUpCode(code, `${code}A`)).toBe(false);
    expect(isSetUpCode(code, "")).toBe(false);
  });
});
