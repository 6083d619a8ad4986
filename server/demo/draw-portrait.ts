// A picture for somebody who does not exist: a calm, flat portrait, told apart by colours, hair and
// clothes. Drawn from a seed as SVG; the frame shows the middle of a board of 64 by 64.
import type { Look } from "./names.ts";
import { BEARDS, GLASSES, hairOf } from "./portrait-parts.ts";
import type { Paint } from "./portrait-parts.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Two tones behind, one to wear, chosen to sit well together. */
const PALETTES: readonly (readonly [string, string, string])[] = [
  ["#cfe3ea", "#b4d2dd", "#2f5d73"],
  ["#f3ddc8", "#ebc9a8", "#b4532a"],
  ["#d9e6d0", "#c2d6b4", "#47683a"],
  ["#e6dcee", "#d3c3e2", "#5d4480"],
  ["#f6e3a9", "#eed488", "#3b4a6b"],
  ["#f2d3d3", "#e6b9ba", "#8d3546"],
  ["#cde8e0", "#aed8cc", "#1f6f65"],
  ["#dfe2ea", "#c8cddb", "#39405a"],
  ["#fbe0d2", "#f5c6ae", "#256a7d"],
  ["#d3ddf3", "#b8c8ea", "#d08a2c"],
  ["#ece6d9", "#dcd2bd", "#6a5a3a"],
  ["#c9d8d2", "#aec4bb", "#b2455c"],
  ["#e9efc6", "#d8e29f", "#5a4a78"],
  ["#f0d9e6", "#e2bfd3", "#2f6f4f"],
  ["#bcd3dc", "#a2bfca", "#f0b24a"],
  ["#d8cfc4", "#c5b8a8", "#27708f"],
  ["#5f7f95", "#527186", "#f1d9a6"],
  ["#7d6f94", "#6f6187", "#cfe3c1"],
  ["#6d8a77", "#5f7c69", "#f4dcc6"],
  ["#b5705f", "#a76353", "#f6e6cf"],
];

const SKINS: readonly (readonly [string, string])[] = [
  ["#f8dcc6", "#ecc4a8"],
  ["#f3cfb1", "#e4b692"],
  ["#e9bd97", "#d8a47a"],
  ["#dba77c", "#c68f63"],
  ["#c68c5f", "#b0764a"],
  ["#a86f47", "#925b36"],
  ["#8a5737", "#744628"],
  ["#6a412a", "#56321e"],
];

const HAIRS = [
  "#221d1e",
  "#2f2320",
  "#432c20",
  "#5c3a24",
  "#7b4d2a",
  "#a3703a",
  "#c99a55",
  "#8f3f22",
];
const GREYS = ["#8f8f92", "#b3b3b5", "#d3d2d0"];
const LIPS = "#00000038";

export function drawPortrait(random: SeededRandom, look: Look, age: number): string {
  const [back, shade, cloth] = random.pick(PALETTES);
  const tone = random.whole(0, SKINS.length - 1);
  const [skin, shadow] = SKINS[tone] as readonly [string, string];
  const isGrey = random.chance(Math.min(0.9, Math.max(0, (age - 44) / 26)));
  // Fair hair goes with fair skin only.
  const hairs = HAIRS.slice(0, tone < 3 ? HAIRS.length : 4);
  const hair = isGrey ? random.pick(GREYS) : random.pick(hairs);
  const paint: Paint = { hair, cloth, skin, shadow };
  const { behind, front } = hairOf(random, look, paint);
  const isBearded = look === "masculine" && random.chance(0.42);
  const width = random.normal(12.2, 0.5);
  const parts = [
    `<rect width="64" height="64" fill="${back}"/>`,
    drawGround(random, shade),
    behind,
    `<path d="M26.5 36h11v9c0 3.5-11 3.5-11 0z" fill="${shadow}"/>`,
    drawClothes(random, paint),
    `<ellipse cx="${32 - width}" cy="29" rx="2.2" ry="3" fill="${shadow}"/>`,
    `<ellipse cx="${32 + width}" cy="29" rx="2.2" ry="3" fill="${shadow}"/>`,
    `<path d="${headPath(width)}" fill="${skin}"/>`,
    isBearded ? random.pick(BEARDS)(hair) : "",
    drawFace(random),
    front,
    random.chance(0.17 + Math.max(0, age - 40) / 150) ? random.pick(GLASSES) : "",
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="5 2 54 54">${parts.join("")}</svg>`;
}

function headPath(width: number): string {
  const [left, right] = [(32 - width).toFixed(1), (32 + width).toFixed(1)];
  return `M${left} 25c0-8 5-12.5 ${width.toFixed(1)}-12.5S${right} 17 ${right} 25c0 9-5 17-${width.toFixed(1)} 17S${left} 34 ${left} 25z`;
}

function drawGround(random: SeededRandom, shade: string): string {
  switch (random.whole(0, 5)) {
    case 0:
      return `<circle cx="${random.whole(8, 56)}" cy="${random.whole(8, 24)}" r="${random.whole(16, 24)}" fill="${shade}"/>`;
    case 1:
      return `<path d="M0 ${random.whole(30, 60)}L64 ${random.whole(4, 34)}V64H0z" fill="${shade}"/>`;
    case 2:
      return `<circle cx="32" cy="29" r="${random.whole(23, 27)}" fill="${shade}"/>`;
    case 3:
      return `<path d="M0 46c14-${random.whole(6, 18)} 24 6 38-4s18-6 26-8v30H0z" fill="${shade}"/>`;
    case 4:
      return `<rect x="${random.pick([0, 32])}" width="32" height="64" fill="${shade}"/>`;
    default:
      return "";
  }
}

function drawClothes(random: SeededRandom, { cloth, skin, shadow }: Paint): string {
  const shoulders = `<path d="M7 64c1-13 9-18.5 19-20.5 1.5 4 10.5 4 12 0 10 2 18 7.5 19 20.5z" fill="${cloth}"/>`;
  switch (random.whole(0, 5)) {
    case 0:
      return `${shoulders}<path d="M25.5 43.5L32 53l6.5-9.5-1-1.5h-11z" fill="${skin}"/>`;
    case 1:
      return `${shoulders}<path d="M24 44c0 7 16 7 16 0" fill="none" stroke="#ffffff66" stroke-width="2.2"/>`;
    case 2:
      return `<path d="M8 64c1-12 8-17.5 18-20 1.5 4 10.5 4 12 0 10 2.5 17 8 18 20z" fill="${skin}"/><path d="M18 64V52c0-4 2-6 4-7l2.5-.8c1 8.5 14 8.5 15 0l2.5.8c2 1 4 3 4 7v12z" fill="${cloth}"/>`;
    case 3:
      return `${shoulders}<path d="M22 45c2 5 6 7 10 12 4-5 8-7 10-12l-4-2.5c-2 5-10 5-12 0z" fill="#00000026"/><path d="M29 52v7M35 52v7" stroke="#ffffffb0" stroke-width="1.1" stroke-linecap="round"/>`;
    case 4:
      return `${shoulders}<path d="M7 64c1-13 9-18.5 19-20.5l-3.5 20.5zM57 64c-1-13-9-18.5-19-20.5l3.5 20.5z" fill="#00000022"/>`;
    default:
      return `${shoulders}<path d="M25 43.8c2 5 12 5 14 0" fill="none" stroke="${shadow}" stroke-width=".8"/>`;
  }
}

function drawFace(random: SeededRandom): string {
  const y = 28.5;
  const apart = random.normal(4.7, 0.25);
  const eye = (x: number) => `<circle cx="${x.toFixed(1)}" cy="${y}" r="1.15" fill="#2b2523"/>`;
  const smile = random.pick([
    "M28.5 34.5c1.5 2.2 5.5 2.2 7 0",
    "M29 35c1.5 1.3 4.5 1.3 6 0",
    "M28.5 34.8c2 1.8 5 1.8 6.5-.6",
  ]);
  const nose = `<path d="M32 29.5l-1.1 2.6h1.4" fill="none" stroke="${LIPS}" stroke-width=".8" stroke-linejoin="round" stroke-linecap="round"/>`;
  return `${eye(32 - apart)}${eye(32 + apart)}${nose}<path d="${smile}" fill="none" stroke="#5a2f2acc" stroke-width="1.1" stroke-linecap="round"/>`;
}
