import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";
import { StartProblem } from "./start-problem.ts";

test("[START-10] without anything said, the house listens on this machine alone", () => {
  expect(readSettings([], {})).toEqual({
    port: 7070,
    host: "127.0.0.1",
    dataFolder: resolve("data"),
    demo: null,
    databaseUrl: null,
    databaseConnections: 16,
    redisUrl: null,
    serverName: null,
    drainMs: 2_000,
    publicUrl: null,
    trustProxy: false,
    logLevel: "info",
  });
});

test("[START-10] the command line counts before the environment", () => {
  const env = { AVGYM_PORT: "8000", AVGYM_DATA: "elsewhere", AVGYM_TRUST_PROXY: "true" };
  expect(readSettings(["--port", "9000", "--demo", "--seed", "7"], env)).toMatchObject({
    port: 9000,
    dataFolder: resolve("elsewhere"),
    trustProxy: true,
    demo: { seed: 7, speed: null },
  });
  expect(readSettings(["--help"], env)).toBeNull();
});

test("[START-11] every fault of the settings is named at once", () => {
  const env = {
    ...{ AVGYM_PORT: "http", DATABASE_URL: "mysql://x", AVGYM_LOG_LEVEL: "loud" },
    ...{ AVGYM_DATABASE_CONNECTIONS: "1", REDIS_URL: "localhost", AVGYM_DRAIN_MS: "-1" },
  };
  const read = () => readSettings(["--demo", "--speed", "900"], env);
  expect(read).toThrow(StartProblem);
  expect(read).toThrow(/the port[^]*the speed[^]*DATABASE_URL[^]*AVGYM_LOG_LEVEL/);
  expect(read).toThrow(/AVGYM_DATABASE_CONNECTIONS must[^]*REDIS_URL must[^]*AVGYM_DRAIN_MS must/);
});

test("[START-11] an option that does not exist, or has no value, is named", () => {
  expect(() => readSettings(["--prot", "1"], {})).toThrow(/'--prot'.*npm start -- --help/s);
  expect(() => readSettings(["--port"], {})).toThrow(StartProblem);
  expect(() => readSettings(["--speed", "3"], {})).toThrow(/go with --demo/);
});
