// A keyboard-wedge scanner: it types its code within some milliseconds, with Enter at the end. The
// keys carry their own moments, as those of a real one do, so that a busy machine changes nothing.
import type { Page } from "playwright-core";

const GAP_SECONDS = 0.004;

export async function scan(page: Page, code: string): Promise<void> {
  const keys = [...code, "Enter"];
  const session = await page.context().newCDPSession(page);
  const begins = Date.now() / 1_000 - keys.length * GAP_SECONDS;
  // All on their way before the first is answered.
  await Promise.all(
    keys.flatMap((key, index) => {
      const timestamp = begins + index * GAP_SECONDS;
      const down = { ...keyOf(key), type: "keyDown" as const, timestamp };
      return [
        session.send("Input.dispatchKeyEvent", down),
        session.send("Input.dispatchKeyEvent", { ...keyOf(key), type: "keyUp", timestamp }),
      ];
    }),
  );
  await session.detach();
}

function keyOf(key: string) {
  const text = key === "Enter" ? "\r" : key;
  const windowsVirtualKeyCode = key === "Enter" ? 13 : key.toUpperCase().codePointAt(0);
  return { key, text, windowsVirtualKeyCode: windowsVirtualKeyCode ?? 0 };
}
