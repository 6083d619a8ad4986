// What the server is told when it starts: the command line first, then the environment, then what is
// usual. Parsed once; every fault is listed, not just the first.
import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { z } from "zod";
import { StartProblem } from "./start-problem.ts";

const OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  data: { type: "string" },
  demo: { type: "boolean" },
  seed: { type: "string" },
  speed: { type: "string" },
  help: { type: "boolean" },
} as const;

export const USAGE = `AV Gym: the real-time front desk.

  npm start -- [options]

  --port N     where to listen (AVGYM_PORT; 7070)
  --host H     on which address (AVGYM_HOST; 127.0.0.1, so only this machine)
  --data DIR   the data folder (AVGYM_DATA; ./data)
  --demo       a new gym is filled with a believable demo, and today comes alive
  --seed N     which demo gym: the same number, the same gym (1)
  --speed N    how fast the demo's day goes, 0 to 100 (5, or as it was left)
  --help       this text

  DATABASE_URL       a PostgreSQL 15 or newer, in place of the embedded one
  AVGYM_PUBLIC_URL   the address that browsers use, where a proxy stands in between
  AVGYM_TRUST_PROXY  true: believe the address in X-Forwarded-For
  AVGYM_LOG_LEVEL    fatal, error, warn, info, debug (info)

  AVGYM_DATABASE_CONNECTIONS  to the database at most, 4 to 200 (16)
  Several servers need one DATABASE_URL, and a data folder each:
  REDIS_URL          a Redis by which servers tell each other what is new (else the database)
  AVGYM_SERVER_NAME  what this server is called among the others (the machine's name)
  AVGYM_DRAIN_MS     on SIGTERM, how long it is not ready before it sends its clients
                     to the other servers (2000)`;

const whole = (what: string, min: number, max: number) => {
  const error = `${what} must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int(error).min(min, error).max(max, error);
};

const schema = z.object({
  port: whole("the port (--port or AVGYM_PORT)", 0, 65_535),
  host: z.string().min(1, "the host (--host or AVGYM_HOST) must not be empty"),
  data: z.string().min(1, "the data folder (--data or AVGYM_DATA) must not be empty"),
  demo: z.boolean(),
  seed: whole("the seed (--seed)", 0, 2 ** 31 - 1),
  speed: whole("the speed (--speed)", 0, 100).optional(),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, "DATABASE_URL must begin with postgres:// or postgresql://")
    .optional(),
  databaseConnections: whole("AVGYM_DATABASE_CONNECTIONS", 4, 200),
  redisUrl: z
    .string()
    .regex(/^rediss?:\/\/./, "REDIS_URL must begin with redis:// or rediss://")
    .optional(),
  serverName: z.string().max(60, "AVGYM_SERVER_NAME has 60 letters at most").optional(),
  drainMs: whole("AVGYM_DRAIN_MS", 0, 60_000),
  publicUrl: z.url("AVGYM_PUBLIC_URL must be an address such as https://desk.example").optional(),
  trustProxy: z.enum(["true", "false"], { error: "AVGYM_TRUST_PROXY must be true or false" }),
  logLevel: z.enum(["fatal", "error", "warn", "info", "debug"], {
    error: "AVGYM_LOG_LEVEL must be one of fatal, error, warn, info, debug",
  }),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** A speed that was not asked for is the one that was kept, or the usual one. */
  readonly demo: { readonly seed: number; readonly speed: number | null } | null;
  readonly databaseUrl: string | null;
  readonly databaseConnections: number;
  readonly redisUrl: string | null;
  readonly serverName: string | null;
  /** How long it says that it is not ready before it sends its clients to other servers. */
  readonly drainMs: number;
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug";
}

/** Null where help was asked for; throws StartProblem with every fault in one text. */
export function readSettings(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Settings | null {
  const flags = readFlags(args);
  if (flags.help === true) return null;
  if (flags.demo !== true && (flags.seed ?? flags.speed) !== undefined) {
    throw new StartProblem("--seed and --speed go with --demo: npm start -- --demo --speed 20");
  }
  const given = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  const parsed = schema.safeParse({
    port: flags.port ?? given("AVGYM_PORT") ?? "7070",
    host: flags.host ?? given("AVGYM_HOST") ?? "127.0.0.1",
    data: flags.data ?? given("AVGYM_DATA") ?? "data",
    demo: flags.demo ?? false,
    seed: flags.seed ?? "1",
    speed: flags.speed,
    databaseUrl: given("DATABASE_URL"),
    databaseConnections: given("AVGYM_DATABASE_CONNECTIONS") ?? "16",
    redisUrl: given("REDIS_URL"),
    serverName: given("AVGYM_SERVER_NAME"),
    drainMs: given("AVGYM_DRAIN_MS") ?? "2000",
    publicUrl: given("AVGYM_PUBLIC_URL"),
    trustProxy: given("AVGYM_TRUST_PROXY") ?? "false",
    logLevel: given("AVGYM_LOG_LEVEL") ?? "info",
  });
  if (!parsed.success) {
    const faults = [...new Set(parsed.error.issues.map((issue) => `- ${issue.message}`))];
    throw new StartProblem(`Some settings are not right:\n${faults.join("\n")}`);
  }
  const {
    data,
    demo,
    seed,
    speed,
    databaseUrl,
    redisUrl,
    serverName,
    publicUrl,
    trustProxy,
    ...rest
  } = parsed.data;
  return {
    ...rest,
    dataFolder: resolve(data),
    demo: demo ? { seed, speed: speed ?? null } : null,
    databaseUrl: databaseUrl ?? null,
    redisUrl: redisUrl ?? null,
    serverName: serverName ?? null,
    publicUrl: publicUrl === undefined ? null : new URL(publicUrl).origin,
    trustProxy: trustProxy === "true",
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new StartProblem(`${said}. See npm start -- --help`);
  }
}
