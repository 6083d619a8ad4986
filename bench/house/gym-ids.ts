// The ids of the measured gym say their number, so that every process knows them without asking.

const id = (block: string, number: number): string =>
  `00000000-0000-4000-${block}-${number.toString(16).padStart(12, "0")}`;

export const ORGANISATION = id("8001", 1);
export const SITE = id("8002", 1);
export const DOOR = id("8003", 1);
export const PLAN = id("8004", 1);
/** Members are numbered from 1. */
export const memberId = (number: number): string => id("8005", number);
export const cardOf = (number: number): string => `CARD${String(number).padStart(6, "0")}`;
