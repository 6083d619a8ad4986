// The page about the socket that a person can read: made from the contract, with one example.
import { CLOSE } from "../../protocol/close-code.ts";
import { TOPIC_MEANING } from "../../protocol/meaning.ts";
import { PROBLEMS } from "../../protocol/problem.ts";
import { READING } from "../../protocol/reading.ts";
import type { SocketContract } from "./asyncapi.ts";

const EXAMPLE = `// npm install ws. The key is in the file operator-key of the data folder.
import { WebSocket } from "ws";

const key = process.env.GYM_KEY;
const socket = new WebSocket("ws://127.0.0.1:7070/ws/checkins/", {
  headers: { authorization: \`Bearer \${key}\` },
});
// The site's and the door's id: GET /api/sites with the same header.
socket.on("open", () => {
  socket.send(JSON.stringify({ type: "subscribe", payload: { site: SITE } }));
});
socket.on("message", (data) => {
  const message = JSON.parse(data);
  // What commits together comes together.
  for (const each of message.type === "batch" ? message.payload : [message]) hear(each);
});

function hear({ type, payload }) {
  if (type === "snapshot") {
    const commandId = crypto.randomUUID(); // the same id again: the same answer, never a second visit
    const scan = { commandId, credential: "K-1001", location: { doorId: DOOR } };
    socket.send(JSON.stringify({ type: "check_in", payload: scan }));
  }
  if (type === "check_in_success") openTurnstile(payload.visit.member.fullName);
  if (type === "check_in_error") stayClosed(payload.decision.reasons);
}`;

export function socketPage({ up, down }: SocketContract, path: string): string {
  const messages = (list: SocketContract["up"]) =>
    list
      .map(({ name, summary, payload }) => {
        const schema = escapeHtml(JSON.stringify(payload, null, 2));
        return `<details><summary><code>${name}</code> ${inCode(summary)}</summary><pre>${schema}</pre></details>`;
      })
      .join("\n");
  const closes = Object.values(CLOSE)
    .map(({ code, reason, reconnect }) => row(String(code), reason, reconnect))
    .join("\n");
  const problems = Object.entries(PROBLEMS)
    .map(([code, { message, retry }]) => row(`<code>${code}</code>`, message, retry))
    .join("\n");
  const topics = Object.entries(TOPIC_MEANING)
    .map(([topic, meaning]) => row(`<code>${topic}</code>`, inCode(meaning)))
    .join("\n");
  const reading = READING.map(({ title, lines }) => {
    const list = lines.map((line) => `<li>${inCode(line)}</li>`).join("\n");
    return `<h3>${title}</h3>\n<ul>${list}</ul>`;
  }).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>AV Gym socket</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
pre { overflow-x: auto; padding: 0.75rem; background: color-mix(in srgb, currentColor 6%, transparent); }
td, th { text-align: left; padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; }
summary { padding: 0.35rem 0; cursor: pointer; }
</style></head><body>
<h1>AV Gym socket</h1>
<p>WebSocket at <code>${path}</code>; JSON text frames, one object each:
<code>{ "type": …, "payload": … }</code>. A program shows its key in the <code>Authorization: Bearer</code>
header of the upgrade: the operator's is in the file <code>operator-key</code> of the data folder, drawn anew at every
start. First <code>subscribe</code> to a site: the answer is <code>initial_stats</code> and a <code>snapshot</code> at an
exact number, or, where a position was given, the missed events and <code>resumed</code>. Then everything after it, in
order, singly or in a <code>batch</code>. The machine-readable form is
<a href="/api/asyncapi.json">/api/asyncapi.json</a>; requests are at <a href="/docs">/docs</a>.</p>
<h2>A turnstile</h2>
<pre>${escapeHtml(EXAMPLE)}</pre>
<h2>Topics</h2>
<p>Chosen with <code>subscribe</code>; none chosen means all but <code>realtime</code>.</p>
<table><tbody>${topics}</tbody></table>
<h2>Writing a client</h2>
${reading}
<h2>A client may say</h2>
${messages(up)}
<h2>The server may say</h2>
${messages(down)}
<h2>Close codes</h2>
<table><thead><tr><th>Code</th><th>Reason</th><th>Come back</th></tr></thead><tbody>${closes}</tbody></table>
<h2>Problems</h2>
<table><thead><tr><th>Code</th><th>What it says</th><th>Try again</th></tr></thead><tbody>${problems}</tbody></table>
</body></html>`;
}

function row(...cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function inCode(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
