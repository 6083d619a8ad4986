import { describe, expect, test } from "vitest";
import { CliFault } from "./cli-fault.ts";
import { localDateTimeOf, readRecording } from "./recording.ts";

const HEAD = "DeviceName,Direction,AlarmDateTime";
const read = (lines: readonly string[], zone = "America/Toronto") =>
  readRecording([HEAD, ...lines].join("\r\n"), zone);

describe("[CLI-1] a recording is read line by line", () => {
  test("device, direction and the local time of each", () => {
    expect(read(["Main door,In,2/2/2015 8:11", "Side door,OUT,12/31/2015 23:59"])).toEqual({
      faults: [],
      passes: [
        {
          ...{ line: 2, device: "Main door", direction: "in" },
          ...{ at: "2015-02-02T13:11:00.000Z", date: "2015-02-02" },
        },
        {
          ...{ line: 3, device: "Side door", direction: "out" },
          ...{ at: "2016-01-01T04:59:00.000Z", date: "2015-12-31" },
        },
      ],
    });
  });

  test("columns in any order and case, a byte order mark, blank lines and quotes", () => {
    const text = '\uFEFFalarmdatetime,DIRECTION,Other,DeviceName\n\n2015-02-02 08:11,in,x,"A, B"\n';
    const { passes } = readRecording(text, "UTC");
    expect(passes).toMatchObject([{ line: 3, device: "A, B", at: "2015-02-02T08:11:00.000Z" }]);
  });

  test("in the order of time, those of one minute as in the file", () => {
    const { passes } = read(["D,In,2/2/2015 9:00", "D,In,2/2/2015 8:00", "D,Out,2/2/2015 9:00"]);
    expect(passes.map(({ line }) => line)).toEqual([3, 2, 4]);
  });

  test("each bad line is told with its number and reason, and left out", () => {
    const { passes, faults } = read([
      "D,In,2/30/2015 8:00",
      "D,Through,2/2/2015 8:00",
      ",In,2/2/2015 8:00",
      "D,In,soon",
      "D,In",
      "D,In,2/2/2015 8:00",
    ]);
    expect(passes.map(({ line }) => line)).toEqual([7]);
    expect(faults).toEqual([
      { line: 2, reason: '"2/30/2015 8:00" is no time such as 2/28/2015 17:05' },
      { line: 3, reason: 'the direction "Through" is neither In nor Out' },
      { line: 4, reason: "no device is named" },
      { line: 5, reason: '"soon" is no time such as 2/28/2015 17:05' },
      { line: 6, reason: '"" is no time such as 2/28/2015 17:05' },
    ]);
  });

  test("an hour that the clocks skipped, and one they showed twice, are one moment each", () => {
    const { passes } = read(["D,In,3/8/2015 2:30", "D,In,11/1/2015 1:30"]);
    expect(passes.map(({ at }) => at)).toEqual([
      "2015-03-08T07:30:00.000Z",
      "2015-11-01T05:30:00.000Z",
    ]);
  });

  test.each(["", "  \n"])("an empty file is said to be empty", (text) => {
    expect(() => readRecording(text, "UTC")).toThrow(new CliFault("The file is empty."));
  });

  test("columns that are missing are asked for", () => {
    expect(() => readRecording("a,b\n1,2", "UTC")).toThrow(/must name the columns.*says: a, b/);
  });

  test("times with and without seconds", () => {
    expect(localDateTimeOf("2/2/2015 8:11")).toBe("2015-02-02T08:11:00");
    expect(localDateTimeOf("12/31/2015 18:11:09")).toBe("2015-12-31T18:11:09");
    expect(localDateTimeOf("2015-02-02T08:11")).toBe("2015-02-02T08:11");
    expect(localDateTimeOf("2.2.2015 8:11")).toBeNull();
  });
});
