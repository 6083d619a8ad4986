// What can be wrong when a house is opened, each told in one sentence that says what to do.
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openHouse } from "../../server/house.ts";
import { StartProblem } from "../../server/settings/start-problem.ts";
import { connectionTo } from "../support/connection-to.ts";
import type { TestDatabase } from "../support/open-test-database.ts";
import { openTestDatabase } from "../support/open-test-database.ts";
import { houseOptions } from "../support/open-test-house.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

test("[START-12] a port in use is named, and another can be chosen", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const opening = openHouse({ ...houseOptions(database), port });
  await expect(opening).rejects.toThrow(StartProblem);
  await expect(opening).rejects.toThrow(`Port ${port} is in use`);
  other.close();
});

test("[START-12] an address that this machine does not have is named", async () => {
  const opening = openHouse({ ...houseOptions(database), host: "192.0.2.1" });
  await expect(opening).rejects.toThrow("This machine has no address 192.0.2.1");
});

test("[START-12] a database that does not exist, or does not answer, is told in one sentence", async () => {
  const missing = connectionTo(database.connection, "no_such_database");
  const opening = openHouse({ ...houseOptions(database), connection: missing });
  await expect(opening).rejects.toThrow(/does not exist: make it with "createdb"/);
  const nowhere = { connectionString: "postgres://nobody:x@127.0.0.1:1/none" };
  const away = openHouse({ ...houseOptions(database), connection: nowhere });
  await expect(away).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
});

test("[START-12] a database of a newer version is left alone", async () => {
  await database.pool.query("insert into migration (name) values ('9999-from-the-future.sql')");
  const opening = openHouse(houseOptions(database));
  await expect(opening).rejects.toThrow(/made by a newer version of AV Gym/);
  await database.pool.query("delete from migration where name like '9999%'");
});
