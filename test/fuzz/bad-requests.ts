// Requests and upgrades as no client should send them, byte for byte.
import { randomBytes } from "node:crypto";
import type { Draw } from "../support/seeded.ts";
import { pick } from "./mutate-json.ts";

export interface Place {
  readonly host: string;
  readonly cookie: string;
  readonly siteId: string;
}

type Make = (draw: Draw, place: Place) => string | Buffer;

const PATHS = [
  "/",
  "/healthz",
  "/readyz",
  "/api/house",
  "/api/session",
  "/api/members",
  "/metrics",
  "/docs",
];
const pathOf = (draw: Draw): string => pick(PATHS, draw) ?? "/";
const get = (path: string, host: string, more = ""): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`;
const post = (place: Place, path: string, more: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${place.host}\r\nOrigin: http://${place.host}\r\nCookie: ${place.cookie}\r\n` +
  `Content-Type: application/json\r\nConnection: close\r\n${more}\r\n${body}`;

export const BAD_REQUESTS: readonly Make[] = [
  (draw) => randomBytes(1 + draw(400)),
  (draw, { host }) =>
    `${pick(["get", "FOO", "G\u0000T", "PRI", ""], draw)} / HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  (draw, { host }) =>
    `GET / ${pick(["HTTP/9.9", "HTTP/2.0", "HTTP/0.9", "http/1.1", ""], draw)}\r\nHost: ${host}\r\n\r\n`,
  (draw) => `GET ${pathOf(draw)} HTTP/1.1\r\n\r\n`,
  (draw, { host }) =>
    get(
      pathOf(draw),
      host,
      `${pick(["no colon", ": empty", "a b: c", "x\u0000y: z", "\tfolded", "é: ü"], draw)}\r\n`,
    ),
  (draw, { host }) => get(pathOf(draw), host, `X-Long: ${"a".repeat(8_000 + draw(60_000))}\r\n`),
  (draw, { host }) => get(pathOf(draw), host, "X-Many: 1\r\n".repeat(500 + draw(2_000))),
  (draw, { host }) => get(`/${"a".repeat(8_000 + draw(20_000))}`, host),
  (draw, { host }) =>
    get(
      pick(
        [
          "/%00",
          "/%ff%fe",
          "/..%2f..%2f..%2fetc/passwd",
          "/../../etc/passwd",
          "//evil.example/",
          "/%",
          "/%zz",
          "/assets/..%5c..%5c",
          "*",
          "http://evil.example/",
        ],
        draw,
      ) ?? "/",
      host,
    ),
  (draw, { host }) =>
    get(
      `/api/members?${pick(["limit=-1", "limit=1e9", "search=%00", "search=%ff", "after[]=1", "__proto__[x]=1", "limit=1&limit=2", "sort=';drop"], draw)}`,
      host,
    ),
  (draw, place) =>
    get(
      `/api/members?${pick(["limit=-1", "limit=1e9", "search=%00", "search=%F0%9F", "after=x", "cursor=a'b", "limit=1&limit=2"], draw)}`,
      place.host,
      `Cookie: ${place.cookie}\r\n`,
    ),
  (draw, place) =>
    get(
      `/api/sites/${pick([place.siteId, "x", "%00", "00000000-0000-0000-0000-000000000000"], draw)}/${pick(["live", "activity?before=-1", "activity?before=1e99", "activity?limit=0", "usual", "expiring"], draw)}`,
      place.host,
      `Cookie: ${place.cookie}\r\n`,
    ),
  (draw, place) =>
    post(
      place,
      "/api/session",
      `Content-Length: ${pick(["-1", "1e3", "99999999999999999999", "0x10", "5, 6"], draw)}\r\n`,
      "{}",
    ),
  (_draw, place) => post(place, "/api/session", "Content-Length: 2\r\nContent-Length: 5\r\n", "{}"),
  (_draw, place) =>
    post(
      place,
      "/api/session",
      "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
      "2\r\n{}\r\n0\r\n\r\n",
    ),
  (draw, place) =>
    post(
      place,
      "/api/session",
      "Transfer-Encoding: chunked\r\n",
      `${pick(["zz", "ffffffffffffffffff", "-1", "2;a=b\r\n{}\r\n2"], draw)}\r\n{}\r\n0\r\n\r\n`,
    ),
  (draw, place) => {
    const body =
      pick(
        [
          "{",
          "nul",
          "[]",
          '"a"',
          "{}{}",
          "\u0000",
          '{"a":1e999}',
          "[".repeat(5_000),
          '{"email":"\\ud800","password":1}',
          '{"__proto__":{"x":1},"email":"a","password":"b"}',
        ],
        draw,
      ) ?? "{";
    return post(
      place,
      `/api/sites/${place.siteId}/check-ins`,
      `Content-Length: ${Buffer.byteLength(body)}\r\nIdempotency-Key: ${pick(["x", "", "00000000-0000-4000-8000-000000000000"], draw)}\r\n`,
      body,
    );
  },
  (draw, place) => post(place, "/api/first-run", `Content-Length: ${10 + draw(300_000)}\r\n`, "{"),
  (draw, { host }) =>
    get(
      pathOf(draw),
      host,
      `Cookie: ${pick(["av_session=", "av_session=%", `av_session=${"a".repeat(5_000)}`, "=;=;=", "av_session=a; av_session=b", "\u0001"], draw)}\r\n`,
    ),
  (draw, { host }) =>
    get(
      pathOf(draw),
      host,
      `Authorization: ${pick(["Bearer", "Bearer ", "Bearer a b", "Basic eDp5", `Bearer ${"x".repeat(4_000)}`], draw)}\r\n`,
    ),
  (draw, { host }) =>
    get(
      "/",
      host,
      `${pick(["Range: bytes=9-1", "Range: bytes=0-,0-,0-", 'If-None-Match: "', "If-Modified-Since: never", "Accept-Encoding: br;q=9,,;", "Expect: 100-continue", "Expect: nonsense", "TE: x"], draw)}\r\n`,
    ),
  (draw, place) =>
    upgrade(place, pick(["a", "", "AAAAAAAAAAAAAAAAAAAAAA=", "é".repeat(22)], draw) ?? "", "13"),
  (draw, place) => upgrade(place, KEY, pick(["", "0", "12", "14", "13, 8", "x"], draw) ?? ""),
  (draw, place) =>
    upgrade(
      place,
      KEY,
      "13",
      `Sec-WebSocket-Extensions: ${pick(["permessage-deflate; server_max_window_bits=99", "permessage-deflate; x", ";;", "a".repeat(3_000), '"'], draw)}\r\n`,
    ),
  (draw, place) =>
    upgrade(
      place,
      KEY,
      "13",
      `Sec-WebSocket-Protocol: ${pick(["a,a", ",", "é", "a b"], draw)}\r\n`,
    ),
  (draw, place) =>
    upgrade(
      place,
      KEY,
      "13",
      `Origin: ${pick(["http://evil.example", "null", "x", "http://"], draw)}\r\n`,
    ),
  (_draw, place) => upgrade({ ...place, cookie: "av_session=nobody" }, KEY, "13"),
  (_draw, place) => upgrade(place, KEY, "13").replace("GET", "POST"),
  (draw, place) =>
    upgrade(place, KEY, "13").replace(
      "/ws/checkins/",
      pick(["/ws", "/", "/ws/checkins/../x", "/ws/checkins/?a=%", "/api/house"], draw) ?? "/",
    ),
  (_draw, place) => upgrade(place, KEY, "13").replace("websocket", "h2c"),
];

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

export function upgrade(place: Place, key: string = KEY, version = "13", more = ""): string {
  return (
    `GET /ws/checkins/ HTTP/1.1\r\nHost: ${place.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: ${version}\r\nCookie: ${place.cookie}\r\n${more}\r\n`
  );
}
