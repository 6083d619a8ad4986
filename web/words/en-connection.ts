// What the state of the connection says: the badge, what is behind it, what to do.
import { plural } from "./plural.ts";

export const EN_CONNECTION = {
  connecting: "Connecting…",
  catchingUp: "Catching up…",
  live: "Live",
  liveIn: (ms: number) => `Live · ${ms} ms`,
  offline: (since: string) => `Offline since ${since}`,
  waiting: (count: number) => `${count} ${plural(count, "scan", "scans")} waiting`,
  waitingHere: (count: number) =>
    `${count} ${plural(count, "scan", "scans")} waiting: keep this page open`,
  noAnswer: "No answer yet…",
  restarting: (seconds: number) =>
    seconds === 0 ? "Server restarts" : `Server restarts · back in ${seconds} s`,
  intercepted: "The network wants a sign-in",
  signedOut: "Signed out",
  refused: "Not allowed at this site",
  outOfDate: "This page is out of date: reload",
  figures: {
    title: "The connection",
    quality: "Quality",
    ofHundred: (quality: number) => `${quality} of 100`,
    latency: "There and back",
    ms: (latency: number, jitter: number) => `${latency} ms, give or take ${jitter}`,
    unknown: "not measured yet",
    lag: "This page",
    upToDate: "up to date",
    behind: (ms: number) => `${(ms / 1_000).toFixed(1)} s behind`,
    lost: "Signs of life not answered",
    resumed: "Went on after a gap",
    reset: "Began anew",
    resets: {
      "epoch-changed": "as after a restore",
      "ahead-of-log": "the server had less",
      "hash-differs": "it did not agree",
      "log-pruned": "away too long",
    } as Readonly<Record<string, string>>,
    tabs: "Tabs on this connection",
    notKeeping:
      "This browser keeps nothing for this page: its storage is full or denied. Scans go on working, but those that wait are lost if the page is closed.",
  },
  help: {
    connecting: "The server is being called.",
    catchingUp: "What happened meanwhile is on its way.",
    live: "What you see is what is so, as it happens.",
    noAnswer: "The server has been silent for a moment. It is being asked whether it is there.",
    waiting: "The connection was lost. It is tried again by itself, again and again.",
    offline: "This device has no network. As soon as it has, this page goes on by itself.",
    unreachable:
      "The network works as far as this device can see, but nobody answers where the server should be. It is tried again by itself.",
    intercepted:
      "Something else answers in the server's place, as the sign-in page of a public network does. Open any website in another tab and sign in there; this page then goes on by itself.",
    restarting: "The server said that it restarts. Nothing is lost, and nothing has to be done.",
    signedOut: "Your sign-in has ended. Sign in again; what was scanned is kept.",
    refused: "Your account may not see this site any more. Ask a manager if you need it.",
    outOfDate:
      "The server has become newer than this page. Reloading takes a moment; what was scanned is kept.",
  },
} as const;
