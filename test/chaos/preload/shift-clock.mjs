// Loaded before the server: its wall clock stands as many milliseconds off as the file says that
// CHAOS_CLOCK_FILE names, read at the start and at every SIGUSR2. What only grows is left alone.
import { readFileSync } from "node:fs";

const RealDate = Date;
let offsetMs = 0;

function read() {
  offsetMs = Number(readFileSync(process.env.CHAOS_CLOCK_FILE, "utf8"));
}

class ShiftedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(ShiftedDate.now());
    else super(...given);
  }

  static now() {
    return RealDate.now() + offsetMs;
  }
}

read();
process.on("SIGUSR2", read);
globalThis.Date = ShiftedDate;
