import { describe, expect, it } from "vitest";
import { lookWhoAnswers } from "./who-answers.ts";

const answering = (response: () => Response) =>
  lookWhoAnswers(() => Promise.resolve().then(response));

describe("[SCREEN-153] who answers where the server should be", () => {
  it("is the server by the form of its answer", async () => {
    const ours = () => Response.json({ status: "ok", version: "0.1.0" });
    expect(await answering(ours)).toBe("server");
  });

  it.each([
    ["a sign-in page", () => new Response("<h1>Welcome to our café</h1>")],
    ["another service", () => Response.json({ status: 1 })],
    ["a redirect to a sign-in", () => Response.redirect("http://portal.example/")],
    ["a network that says so", () => new Response("", { status: 511 })],
  ])("is somebody else: %s", async (_name, response) => {
    expect(await answering(response)).toBe("other");
  });

  it.each([
    ["a proxy without a server", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    [
      "no network",
      () => {
        throw new TypeError("Failed to fetch");
      },
    ],
  ])("is nobody: %s", async (_name, response) => {
    expect(await answering(response)).toBe("nobody");
  });
});
