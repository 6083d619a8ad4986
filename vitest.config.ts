import { defineConfig } from "vitest/config";

// Three layers, fastest first: pure rooms, the server's parts on a real database, the whole house.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{domain,protocol,client,cli,web,bench,scripts}/**/*.test.{ts,tsx}",
            "test/simulation/**/*.test.ts",
          ],
          environment: "node",
          setupFiles: ["test/support/quiet-console.ts"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "house",
          include: ["server/**/*.test.ts", "test/house/**/*.test.ts"],
          environment: "node",
          setupFiles: ["test/support/quiet-console.ts"],
          globalSetup: ["test/support/global-database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          environment: "node",
          setupFiles: ["test/support/quiet-console.ts"],
          globalSetup: ["test/support/global-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "chaos",
          include: ["test/{chaos,fuzz}/**/*.test.ts"],
          environment: "node",
          setupFiles: ["test/support/quiet-console.ts"],
          testTimeout: 240_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
