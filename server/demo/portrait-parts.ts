// Hair, beards and glasses of the drawn portraits, each a few strokes on the board of 64 by 64. The
// head spans from 20 to 44 across and from 12 to 42 down.
import type { Look } from "./names.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface Paint {
  readonly hair: string;
  readonly cloth: string;
  readonly skin: string;
  readonly shadow: string;
}

/** What lies behind the head, and what over it. */
export interface Hair {
  readonly behind: string;
  readonly front: string;
}

type Style = (paint: Paint) => Hair;

const fill = (path: string, colour: string) => `<path d="${path}" fill="${colour}"/>`;
const round = (x: number, y: number, r: number, colour: string) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}"/>`;

const SIDE_FRINGE =
  "M19 27c-1-10 4-16 13-16s14 6 13 16c-1.5-4-3-6-5-8-5 2.5-12 2.5-15 1-3 1-5 3.5-6 7z";
const MIDDLE_PARTING = "M19 28c-1-11 4-17 13-17s14 6 13 17c-1-5-5-9-13-12-8 3-12 7-13 12z";
const STRAIGHT_FRINGE = "M19 27c-1-10 4-16 13-16s14 6 13 16l-1.5-2.5h-23z";
const SHORT_CROWN =
  "M19.5 26c-1-9 4-14.5 12.5-14.5S45.5 17 44.5 26c-1-3-2-5-3-6-6 .5-13 .5-19 0-1 1-2 3-3 6z";
const HIGH_CROWN =
  "M19.5 25c-2-6-1-11 3-13 4-5 17-5 20 0 3 2 4 7 2 13-1-3.5-2.5-5.5-4-7-6 2-12 1.5-17 0-2 1.5-3 3.5-4 7z";
const SIDE_PARTING =
  "M19.5 26c-1.5-9 3-15.5 12.5-15.5 8 0 14 4 12.5 15.5-1-4-2-6-4-7.5-6 .5-10-1-13-4-1 3-4 4.5-5.5 5.5-1.5 1.5-2 3.5-2.5 6z";

const FEMININE: readonly Style[] = [
  ({ hair }) => ({
    behind: fill(
      "M17 28c-1-12 5-18 15-18s16 6 15 18c-.5 8 1 14 3 20-6 3-30 3-36 0 2-6 3.5-12 3-20z",
      hair,
    ),
    front: fill(MIDDLE_PARTING, hair),
  }),
  ({ hair }) => ({
    behind: fill(
      "M16.5 28c-1-12 5-18 15.5-18s16.5 6 15.5 18c0 5 .5 8 0 11-7 2-24 2-31 0-.5-3 0-6 0-11z",
      hair,
    ),
    front: fill(STRAIGHT_FRINGE, hair),
  }),
  ({ hair }) => ({ behind: round(32, 8.5, 5.5, hair), front: fill(SIDE_FRINGE, hair) }),
  ({ hair, cloth }) => ({
    behind: `${fill("M42 14c9 2 11 12 8 26-1 4-5 4-6 0 2-8 1-16-4-22z", hair)}${round(43, 15, 2.2, cloth)}`,
    front: fill(SIDE_FRINGE, hair),
  }),
  ({ hair }) => ({
    behind: [
      [17, 24],
      [17, 33],
      [20, 15],
      [32, 11],
      [44, 15],
      [47, 24],
      [47, 33],
      [19, 40],
      [45, 40],
    ]
      .map(([x, y]) => round(x as number, y as number, 7, hair))
      .join(""),
    front: fill(SIDE_FRINGE, hair),
  }),
  ({ hair }) => ({
    behind: round(32, 22, 18, hair),
    front: fill(
      "M19 26c0-9 5-14 13-14s13 5 13 14c-2-3.5-4-5.5-6.5-6.5-4.5 1-8.5 1-13 0-2.5 1-4.5 3-6.5 6.5z",
      hair,
    ),
  }),
  ({ hair }) => ({
    behind: fill(
      "M16 30c-1-13 5-20 16-20s17 7 16 20c2 5-1 7 1 11 1 4-1 8-4 9H19c-3-1-5-5-4-9 2-4-1-6 1-11z",
      hair,
    ),
    front: fill(SIDE_PARTING, hair),
  }),
  ({ hair, cloth }) => ({
    behind: fill("M17.5 28c-1-11 5-18 14.5-18s15.5 7 14.5 18c0 3 1 6 0 8H17.5c-1-2 0-5 0-8z", hair),
    front: `${fill(MIDDLE_PARTING, hair)}${fill("M19.8 21c3-9 21.4-9 24.4 0l-.8 2.2c-3.5-7-19.3-7-22.8 0z", cloth)}`,
  }),
  ({ hair }) => ({
    behind: fill(
      "M19 22c-6 6-6 18-3 27 1 3 4 3 5 0 1-8 0-18 1-25zM45 22c6 6 6 18 3 27-1 3-4 3-5 0-1-8 0-18-1-25z",
      hair,
    ),
    front: fill(MIDDLE_PARTING, hair),
  }),
  ({ hair }) => ({ behind: "", front: fill(SHORT_CROWN, hair) }),
];

const MASCULINE: readonly Style[] = [
  ({ hair }) => ({ behind: "", front: fill(SHORT_CROWN, hair) }),
  ({ hair }) => ({ behind: "", front: fill(HIGH_CROWN, hair) }),
  ({ hair }) => ({ behind: "", front: fill(SIDE_PARTING, hair) }),
  ({ hair }) => ({
    behind: "",
    front: `<g opacity=".75">${fill("M19.8 24c0-8 5-12.5 12.2-12.5S44.2 16 44.2 24c-1-2.5-2-4-3-5-6-1.5-12.4-1.5-18.4 0-1 1-2 2.5-3 5z", hair)}</g>`,
  }),
  () => ({ behind: "", front: "" }),
  ({ hair }) => ({
    behind: "",
    front: [
      [22, 19],
      [26, 14.5],
      [32, 12.5],
      [38, 14.5],
      [42, 19],
      [29, 17],
      [35, 17],
    ]
      .map(([x, y]) => round(x as number, y as number, 4.2, hair))
      .join(""),
  }),
  ({ hair }) => ({ behind: round(32, 9, 4.2, hair), front: fill(SHORT_CROWN, hair) }),
  ({ hair }) => ({
    behind: fill(
      "M17.5 28c-1-11 5-17.5 14.5-17.5S47.5 17 46.5 28c0 5 1 9 0 13H17.5c-1-4 0-8 0-13z",
      hair,
    ),
    front: fill(MIDDLE_PARTING, hair),
  }),
  ({ hair, cloth }) => ({
    behind: "",
    front: `${fill("M19.5 27l1-6h23l1 6-2-3h-21z", hair)}${fill("M19.3 21.5c-.5-8 5-12 12.7-12s13.2 4 12.7 12c3.5.5 6 1.5 7.5 3-9-1.2-23-1.6-32.9-.8z", cloth)}<path d="M19.3 21.5c8-1.8 18-1.8 25.4 0" fill="none" stroke="#00000033" stroke-width="1.2"/>`,
  }),
  ({ hair }) => ({
    behind: "",
    front: fill(
      "M19.5 29c-1.5-3-1-6 .5-8 .5 2 1 3 1.5 4zM44.5 29c1.5-3 1-6-.5-8-.5 2-1 3-1.5 4z",
      hair,
    ),
  }),
];

export function hairOf(random: SeededRandom, look: Look, paint: Paint): Hair {
  return random.pick(look === "feminine" ? FEMININE : MASCULINE)(paint);
}

export const BEARDS: readonly ((hair: string) => string)[] = [
  (hair) =>
    fill(
      "M20 27c1 4 2 5 4 5.5 3-1.5 13-1.5 16 0 2-.5 3-1.5 4-5.5.5 9-4 16.5-12 16.5S19.5 36 20 27z",
      hair,
    ),
  (hair) =>
    `<g opacity=".35">${fill("M20 28c1 3 2 4 4 4.5 3-1.5 13-1.5 16 0 2-.5 3-1.5 4-4.5 0 8-4.5 14.5-12 14.5S20 36 20 28z", hair)}</g>`,
  (hair) => fill("M27 37c1.5 1.5 8.5 1.5 10 0 .5 4-2 6-5 6s-5.5-2-5-6z", hair),
  (hair) =>
    fill(
      "M26.5 34c1-2.4 4-2.6 5.5-1.4 1.5-1.2 4.5-1 5.5 1.4-2 .4-4 .2-5.5-.5-1.5.7-3.5.9-5.5.5z",
      hair,
    ),
];

const FRAME = `fill="#ffffff40" stroke="#2b2b33" stroke-width="1.2"`;
export const GLASSES: readonly string[] = [
  `<circle cx="27" cy="28.5" r="3.8" ${FRAME}/><circle cx="37" cy="28.5" r="3.8" ${FRAME}/><path d="M30.8 28c.7-.6 1.7-.6 2.4 0" fill="none" stroke="#2b2b33" stroke-width="1.2"/>`,
  `<rect x="22.8" y="25.5" width="8" height="6" rx="1.8" ${FRAME}/><rect x="33.2" y="25.5" width="8" height="6" rx="1.8" ${FRAME}/><path d="M30.8 28h2.4" stroke="#2b2b33" stroke-width="1.2"/>`,
];
