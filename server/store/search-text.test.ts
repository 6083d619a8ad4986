import { describe, expect, it } from "vitest";
import { searchTextOf, searchWords } from "./search-text.ts";

const found = (query: string, fullName: string, more: { phone?: string; number?: string } = {}) => {
  const { phone = null, number = "M-0042" } = more;
  const text = searchTextOf({
    fullName,
    membershipNumber: number,
    email: "a.b@example.org",
    phone,
  });
  return searchWords(query).every((word) => text.includes(word));
};

describe("what a member is found by", () => {
  it("[MEMBER-1] accents and case do not matter, on either side", () => {
    expect(found("lukasz zolc", "Łukasz Żółć")).toBe(true);
    expect(found("ŁUKASZ", "lukasz zolc")).toBe(true);
    expect(found("strasse", "Straße")).toBe(true);
    expect(found("istanbul", "İSTANBUL")).toBe(true);
  });

  it("[MEMBER-1] names in any script are found by a part of them", () => {
    for (const name of ["王小明", "Ольга Петрова", "محمد علي", "ประยุทธ์", "김민준", "Zoë 🏋️"]) {
      expect(found(name.slice(0, 2), name)).toBe(true);
      expect(found(name, name)).toBe(true);
    }
  });

  it("[MEMBER-1] every word must match, in any order, each as a part", () => {
    expect(found("ann sch", "Schmidt Anna")).toBe(true);
    expect(found("ann schx", "Schmidt Anna")).toBe(false);
  });

  it("[MEMBER-1] a phone number is found however it is spaced", () => {
    const phone = "+49 (170) 123-45.67";
    expect(found("0170 1234567", "A", { phone })).toBe(true);
    expect(found("+49170123", "A", { phone })).toBe(true);
    expect(found("170 123 45", "A", { phone })).toBe(true);
    expect(found("170 124", "A", { phone })).toBe(false);
  });

  it("[MEMBER-1] a membership number is found with and without its dashes", () => {
    expect(found("2024-0012", "A", { number: "2024-0012" })).toBe(true);
    expect(found("20240012", "A", { number: "2024-0012" })).toBe(true);
    expect(found("m-0042", "A")).toBe(true);
    expect(found("42", "A")).toBe(true);
  });

  it("[MEMBER-1] blanks alone ask for everybody", () => {
    expect(searchWords(" \t\u0000 ")).toEqual([]);
  });
});
