// What a spreadsheet's file says: its letters, its separators, its headings, its dates and amounts.
import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";
import { readCents } from "./read-amount.ts";
import { readColumns } from "./read-columns.ts";
import { orderOf, readDate } from "./read-date.ts";
import { readLines } from "./read-lines.ts";
import { readTable } from "./read-table.ts";

const TODAY = "2026-11-24";

async function read(text: string) {
  const table = await readTable(text);
  const columns = readColumns(table.headings);
  const lines = await readLines(table.rows, columns, TODAY);
  return { ...lines, faults: [...table.faults, ...lines.faults], columns };
}

const fieldsOf = (headings: string) => readColumns(headings.split(";")).map(({ field }) => field);

describe("letters", () => {
  const text = "Name;Città\nŁukasz Żółć;Zürich";
  const wide = (bigEndian: boolean, mark: boolean): Uint8Array => {
    const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
    return bigEndian ? bytes.swap16() : bytes;
  };

  it("[MEMBER-20] UTF-8 and UTF-16 are read with and without their marks", () => {
    expect(decodeText(Buffer.from(text))).toBe(text);
    expect(decodeText(Buffer.from(`\ufeff${text}`))).toBe(text);
    for (const bigEndian of [false, true]) {
      expect(decodeText(wide(bigEndian, true))).toBe(text);
      expect(decodeText(wide(bigEndian, false))).toBe(text);
    }
  });

  it("[MEMBER-20] what is no UTF-8 is read by the Windows code page that makes words of it", () => {
    expect(decodeText(Buffer.from("Jürgen Weiß, café", "latin1"))).toBe("Jürgen Weiß, café");
    const polish = Buffer.from([0xa3, 0x75, 0x6b, 0x61, 0x73, 0x7a, 0x20, 0xaf, 0xf3, 0xb3, 0xe6]);
    expect(decodeText(polish)).toBe("Łukasz Żółć");
  });
});

describe("separators and lines", () => {
  it("[MEMBER-20] comma, semicolon and tab are told apart by the headings", async () => {
    for (const sign of [",", ";", "\t"]) {
      const { lines } = await read(`Name${sign}E-mail\nAnna${sign}a@b.example\n`);
      expect(lines).toMatchObject([{ line: 2, fullName: "Anna", email: "a@b.example" }]);
    }
  });

  it("[MEMBER-22] lines are counted as a spreadsheet shows them, empty ones and long cells included", async () => {
    const { lines } = await read('Name,Note\r\n\r\nAnna,"two\nlines, with a comma"\r\nBert,\r\n');
    expect(lines.map(({ line, fullName }) => [line, fullName])).toEqual([
      [3, "Anna"],
      [4, "Bert"],
    ]);
  });

  it("[MEMBER-22] a quotation mark that is never closed is said with its line", async () => {
    const { faults } = await read('Name,Note\nAnna,x\nBert,"open\nCarl,y\n');
    expect(faults).toEqual([{ line: 3, reason: "a quotation mark is opened and never closed" }]);
  });
});

describe("headings", () => {
  it("[MEMBER-21] the usual headings are recognised in five languages", () => {
    const rest = ["membershipNumber", "card", "email", "phone", "birthDate", "plan"];
    const period = ["startsOn", "endsOn", "due", "note"];
    const expected = ["firstName", "lastName", ...rest, ...period];
    for (const headings of [
      "First name;Last Name;Member No.;Barcode;E-mail;Mobile;Date of Birth;Membership;Start Date;Expiry;Amount due;Notes",
      "Vorname;Name;Mitglieds-Nr.;Kartennummer;E-Mail-Adresse;Handy;Geburtsdatum;Tarif;Beginn;gültig bis;offener Betrag;Bemerkung",
      "Imię;Nazwisko;Nr członka;Nr karty;Adres e-mail;Telefon;Data urodzenia;Karnet;Ważny od;Ważny do;Zaległość;Uwagi",
      "Nombre;Apellidos;Número de socio;Código de barras;Correo electrónico;Móvil;Fecha de nacimiento;Tarifa;Inicio;Vencimiento;Deuda;Observaciones",
      "Prénom;Nom;N° adhérent;Badge;Courriel;Téléphone;Date de naissance;Abonnement;Début;Échéance;Impayé;Remarques",
    ]) {
      const fields = fieldsOf(headings).filter((field) => field !== null);
      expect(new Set(fields)).toEqual(new Set(expected));
    }
  });

  it("[MEMBER-21] a name alone is the whole name, and beside a first name the last", () => {
    expect(fieldsOf("Name;City")).toEqual(["fullName", null]);
    expect(fieldsOf("Nom;Prénom")).toEqual(["lastName", "firstName"]);
    expect(fieldsOf("Nombre")).toEqual(["fullName"]);
  });

  it("[MEMBER-21] a second column of the same kind is left aside and reported so", () => {
    expect(fieldsOf("Phone;Mobile")).toEqual(["phone", null]);
  });
});

describe("dates", () => {
  it("[MEMBER-23] a column tells by itself whether the day or the month comes first", () => {
    expect(orderOf(["03/04/2024", "25/12/2024"])).toBe("day-first");
    expect(orderOf(["03/04/2024", "12/25/2024"])).toBe("month-first");
    expect(orderOf(["03/04/2024"])).toBeNull();
    expect(readDate("03/04/2024", "month-first", 2026)).toBe("2024-03-04");
    expect(readDate("03/04/2024", "day-first", 2026)).toBe("2024-04-03");
  });

  it("[MEMBER-23] dates are read as people write them, and days that do not exist are not", () => {
    for (const written of ["2024-02-29", "2024/2/29", "29.2.2024", "29. 02. 24", "29-Feb-2024"]) {
      expect(readDate(written, "month-first", 2026)).toBe("2024-02-29");
    }
    expect(readDate("2024-02-29 00:00:00", "day-first", 2026)).toBe("2024-02-29");
    expect(readDate("1.1.60", "day-first", 2026)).toBe("1960-01-01");
    for (const written of ["2023-02-29", "31.04.2024", "soon", "45321", "1.13.2024"]) {
      expect(readDate(written, "day-first", 2026)).toBeNull();
    }
  });

  it("[MEMBER-23] one column lends its order to another, and what stays open is read day first and said", async () => {
    const lent = await read("Name,Start,End\nA,03/04/2024,12/31/2026\n");
    expect(lent.lines).toMatchObject([{ startsOn: "2024-03-04", endsOn: "2026-12-31" }]);
    expect(lent.notes).toEqual([]);
    const open = await read("Name,Start\nA,03/04/2024\n");
    expect(open.lines).toMatchObject([{ startsOn: "2024-04-03" }]);
    expect(open.notes).toEqual([
      "Start: the day is taken to come before the month (03/04 is 3 April).",
    ]);
  });
});

describe("states and totals", () => {
  it("[MEMBER-41] frozen and barred are read in five languages, and from a yes under such a heading", async () => {
    const said = async (heading: string, ...cells: string[]) => {
      const { lines, notes } = await read(
        [`Name;${heading}`, ...cells.map((cell, index) => `M${index}x;${cell}`)].join("\n"),
      );
      return { kinds: lines.map(({ state }) => state?.kind ?? null), notes };
    };
    expect(
      (await said("Status", "aktiv", "ruhend bis Mai", "gesperrt", "On hold", "")).kinds,
    ).toEqual([null, "frozen", "barred", "frozen", null]);
    expect((await said("Ruhend", "ja", "nein")).kinds).toEqual(["frozen", null]);
    const unknown = await said("Status", "gekündigt", "gekündigt", "active");
    expect(unknown.kinds).toEqual([null, null, null]);
    expect(unknown.notes).toHaveLength(1);
    expect(unknown.notes[0]).toContain("Status “gekündigt” (2 lines) is not taken over");
  });

  it("[MEMBER-43] a total below the members is left out and said; digits alone are no name", async () => {
    for (const total of [
      "Summe;402;;",
      "Total;;;",
      "Gesamt:;402;;12,50",
      ";Razem;402;",
      "Suma;2;;",
    ]) {
      const { lines, faults, notes } = await read(`Nr;Vorname;Name;Due\n1;Anna;Łoś;\n${total}\n`);
      expect([lines.length, faults.length]).toEqual([1, 0]);
      expect(notes).toEqual(["Line 3 looks like a total and is left out."]);
    }
    const { faults } = await read("Number,Name\nSumme,402\n1,Anna\n2,Total Recall\n");
    expect(faults).toEqual([{ line: 2, reason: 'name "402": a name has letters' }]);
  });
});

describe("amounts and bad cells", () => {
  it("[MEMBER-24] amounts are read with either decimal sign and any currency", () => {
    const written = ["1.234,50 €", "$1,234.50", "1234.5", "1 234,50 zł", "1'234.50 CHF"];
    expect(written.map(readCents)).toEqual(Array(5).fill(123_450));
    expect(["12", "0", "1.234"].map(readCents)).toEqual([1_200, 0, 123_400]);
    expect(["-5", "paid", ""].map(readCents)).toEqual([null, null, null]);
  });

  it("[MEMBER-24] every bad cell is said with its line and what it holds", async () => {
    const { faults } = await read(
      [
        "Name;E-mail;Birthday;Start;End;Due;Note",
        "Anna;not an address;30.02.1990;1.1.2026;1.1.2025;lots;ok",
        `${"x".repeat(121)};;1.1.2030;;;;${"n".repeat(2_001)}`,
      ].join("\n"),
    );
    const reasons = faults.map(({ line, reason }) => `${line} ${reason}`);
    expect(reasons).toHaveLength(7);
    expect(reasons.join("\n")).toContain('2 birth date "30.02.1990": this is not a date');
    expect(reasons.join("\n")).toContain("2 the membership ends (2025-01-01) before it starts");
    expect(reasons.join("\n")).toContain('2 e-mail "not an address"');
    expect(reasons.join("\n")).toContain('2 amount due "lots": this is not an amount');
    expect(reasons.join("\n")).toContain("3 the birth date is yet to come");
    expect(reasons.join("\n")).toContain("3 note");
  });
});
