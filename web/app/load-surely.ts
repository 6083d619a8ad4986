// Parts of the page that are loaded when they are needed: without the connection they come as soon as
// it is back, instead of failing for good.

export interface Ground {
  /** Resolves once the server answers. */
  untilReachable(): Promise<void>;
  /** Loads anew the styles that could not be loaded: an import does not ask for them twice. */
  mendStyles(): Promise<void>;
}

/** With the server there, more failures than this mean that the page is out of date. */
const MOST_FAILURES = 2;

/** Loads once, however often it is asked. */
export function loadSurely<Part>(load: () => Promise<Part>, ground = browser): () => Promise<Part> {
  let loading: Promise<Part> | null = null;
  return () => {
    loading ??= attempt(load, ground, 0);
    return loading;
  };
}

async function attempt<Part>(
  load: () => Promise<Part>,
  ground: Ground,
  failures: number,
): Promise<Part> {
  try {
    if (failures > 0) await ground.mendStyles();
    return await load();
  } catch (error) {
    if (failures === MOST_FAILURES) throw error;
    await ground.untilReachable();
    return attempt(load, ground, failures + 1);
  }
}

const ASK_EVERY_MS = 2_000;

const failedStyles = new Set<HTMLLinkElement>();
// The error of a link does not bubble: it is heard on the way down.
globalThis.window?.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failedStyles.add(target);
  },
  { capture: true },
);

const browser: Ground = {
  untilReachable: async () => {
    while (!(await isReachable())) await nextTry();
  },
  mendStyles: async () => {
    await Promise.all([...failedStyles].map(loadAnew));
  },
};

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

function nextTry(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ASK_EVERY_MS);
    window.addEventListener("online", done);
  });
}

function loadAnew(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const anew = document.createElement("link");
    anew.rel = "stylesheet";
    anew.href = link.href;
    anew.addEventListener("load", () => {
      failedStyles.delete(link);
      resolve();
    });
    anew.addEventListener("error", () => {
      failedStyles.delete(anew);
      anew.remove();
      reject(new Error(`No styles from ${link.href}`));
    });
    link.remove();
    document.head.append(anew);
  });
}
