import { beforeEach, describe, expect, test } from "vitest";
import { snapshotOf } from "../../domain/live-view.ts";
import type { FakeTab } from "../../test/support/fake-tabs.ts";
import { SharedHouse } from "../../test/support/shared-house.ts";
import type { SharedTab } from "../../test/support/shared-house.ts";
import { GONE_MS } from "./leading.ts";
import { HIDDEN_MS, LOOK_MS, REPLY_MS } from "./following.ts";

let house: SharedHouse;
let tabs: SharedTab[];

beforeEach(async () => {
  house = new SharedHouse();
  tabs = [house.open(), house.open(), house.open()];
  await house.settle();
});

function expectSame(): void {
  for (const { client } of house.tabs) {
    const { view, position } = client.getState();
    expect(view && snapshotOf(view)).toEqual(snapshotOf(house.site.view));
    expect(position).toMatchObject({ seq: house.site.head.seq, hash: house.site.head.hash });
  }
}

const kinds = () => house.tabs.map(({ client }) => client.getState().connection.kind);
const [first, second, third] = [0, 1, 2].map((index) => () => tabs[index] as SharedTab) as [
  () => SharedTab,
  () => SharedTab,
  () => SharedTab,
];

describe("[CLIENT-26] tabs of one browser", () => {
  test("share one socket, and each sees what happens", async () => {
    expect(house.openSockets()).toHaveLength(1);
    expect(house.wire.sockets).toHaveLength(1);
    expect(kinds()).toEqual(["live", "live", "live"]);
    house.pass(1);
    house.pass(2);
    await house.settle();
    expectSame();
    for (const { heard } of tabs) expect(heard).toEqual(["1 live", "2 live"]);
  });

  test("that join later begin with the view of the one that leads, without asking the server", async () => {
    house.pass(1);
    await house.settle();
    const late = house.open();
    await house.settle();
    expectSame();
    expect(house.wire.sockets).toHaveLength(1);
    expect(late.client.getState().connection.kind).toBe("live");
    expect(late.heard).toEqual([]);
  });

  test("say the same of the connection, also where a person has to act", async () => {
    await house.passTime(1_000);
    const latencies = house.tabs.map(({ client }) => client.getState().latencyMs);
    expect(new Set(latencies)).toEqual(new Set([0]));
    house.openSockets()[0]?.cut(4001);
    await house.settle();
    expect(kinds()).toEqual(["signed-out", "signed-out", "signed-out"]);
    third().client.reconnect();
    await house.settle();
    expect(kinds()).toEqual(["live", "live", "live"]);
  });

  test("of different lines do not meet: a gap between tabs is closed by the one that leads", async () => {
    second().tab.tasks.length = 0;
    house.pass(1);
    await house.deliver();
    first().tab.work();
    second().tab.tasks.length = 0;
    house.pass(2);
    await house.settle();
    expectSame();
    expect(second().heard).toEqual(["1 catch-up", "2 catch-up"]);
    expect(house.wire.sockets).toHaveLength(1);
  });
});

describe("[CLIENT-27] the tab that leads", () => {
  test("is followed at once when it is closed, and nothing is missed or doubled", async () => {
    house.pass(1);
    await house.settle();
    first().client.close();
    house.remove(first());
    house.pass(2);
    await house.settle();
    house.pass(3);
    await house.settle();
    expectSame();
    expect(house.openSockets()).toHaveLength(1);
    expect(second().heard).toEqual(["1 live", "2 catch-up", "3 live"]);
    expect(third().heard).toEqual(["1 live", "2 catch-up", "3 live"]);
  });

  test("that crashes is followed too", async () => {
    house.kill(first());
    house.pass(1);
    await house.settle();
    expectSame();
    expect(kinds()).toEqual(["live", "live"]);
    expect(house.openSockets()).toHaveLength(1);
  });

  test("that hangs is replaced within seconds, and follows when it is back", async () => {
    first().tab.isFrozen = true;
    house.pass(1);
    await house.passTime(LOOK_MS + 4 * REPLY_MS);
    expect(second().heard).toEqual(["1 catch-up"]);
    expect(third().heard).toEqual(["1 catch-up"]);
    first().tab.isFrozen = false;
    await house.settle();
    house.pass(2);
    await house.settle();
    expectSame();
    expect(house.openSockets()).toHaveLength(1);
    expect(first().heard).toEqual(["1 catch-up", "2 live"]);
  });

  test("that hangs when another is opened is not waited for long", async () => {
    for (const { tab } of tabs) tab.isFrozen = true;
    const late = house.open();
    await house.passTime(4 * REPLY_MS);
    expect(late.client.getState().connection.kind).toBe("live");
  });

  test("hidden for long leaves the lead to one that can be seen", async () => {
    hide(first().tab, second().tab);
    await house.passTime(HIDDEN_MS + 1_000);
    expect(house.wire.sockets).toHaveLength(2);
    expect(house.openSockets()).toHaveLength(1);
    house.kill(third());
    house.pass(1);
    await house.settle();
    expectSame();
    expect(house.openSockets()).toHaveLength(1);
  });

  test("hidden for a moment, or while nobody looks at another either, goes on leading", async () => {
    hide(first().tab);
    await house.passTime(HIDDEN_MS - 5_000);
    first().tab.show(true);
    await house.passTime(10_000);
    hide(first().tab, second().tab, third().tab);
    await house.passTime(2 * HIDDEN_MS);
    expect(house.wire.sockets).toHaveLength(1);
  });
});

describe("[CLIENT-27] around a change of the lead", () => {
  test("a tab that is further than the one that leads waits for it", async () => {
    house.pass(1);
    await house.deliver();
    first().tab.work();
    third().tab.work(false);
    expect(third().heard).toEqual(["1 live"]);
    house.kill(first());
    // The lock reaches the second before what the first passed on.
    second().tab.work();
    second().tab.tasks.length = 0;
    while (third().tab.work()) continue;
    second().tab.work();
    third().tab.work();
    expect(third().client.getState().position?.seq).toBe(1);
    await house.settle();
    expectSame();
    expect(third().heard).toEqual(["1 live"]);
  });

  test("closed in a page that stays open, it leaves the lead to another", async () => {
    first().client.close();
    house.tabs.splice(0, 1);
    house.pass(1);
    await house.settle();
    expectSame();
    expect(kinds()).toEqual(["live", "live"]);
  });

  test("a tab that was taken for gone says where it stands when it is back", async () => {
    house.kill(third());
    second().tab.isFrozen = true;
    await house.passTime(GONE_MS + 1_000);
    house.pass(1);
    await house.settle();
    second().tab.tasks.length = 0;
    second().tab.isFrozen = false;
    second().client.wake();
    await house.settle();
    expectSame();
    expect(second().heard).toEqual(["1 catch-up"]);
  });
});

describe("[CLIENT-28] commands of a tab that follows", () => {
  test("are answered in the tab that asked, and count as waiting in all", async () => {
    house.isServing = false;
    const answer = third().client.checkIn({ memberId: "m", doorId: "d" });
    await house.settle();
    expect(house.tabs.map(({ client }) => client.getState().waiting)).toEqual([1, 1, 1]);
    house.isServing = true;
    await house.settle();
    await expect(answer).resolves.toMatchObject({ decision: { verdict: "admit" } });
    expect(tabs.map(({ settled }) => settled.length)).toEqual([0, 0, 1]);
    expect(await house.storage.load()).toEqual([]);
  });

  test("survive the tab that leads: same id, one deed, one answer", async () => {
    house.isServing = false;
    const asked = [first(), second(), third()].map(({ client }) =>
      client.checkIn({ memberId: "m", doorId: "d" }),
    );
    asked[0]?.catch(() => undefined);
    await house.settle();
    house.loseAnswers = true;
    house.isServing = true;
    await house.deliver();
    house.kill(first());
    house.loseAnswers = false;
    await house.settle();
    await expect(asked[1]).resolves.toMatchObject({ decision: { verdict: "admit" } });
    await expect(asked[2]).resolves.toMatchObject({ decision: { verdict: "admit" } });
    expect(house.site.log).toHaveLength(3);
    expect(await house.storage.load()).toEqual([]);
    expectSame();
  });

  test("of a tab that is gone are told where somebody still looks", async () => {
    house.isServing = false;
    third()
      .client.checkIn({ memberId: "m", doorId: "d" })
      .catch(() => undefined);
    await house.settle();
    third().client.close();
    house.remove(third());
    house.isServing = true;
    await house.settle();
    expect(first().settled).toHaveLength(1);
    expect(second().settled).toHaveLength(1);
  });

  test("keep what was decided meanwhile over a change of the lead", async () => {
    house.isServing = false;
    const mark = { verdict: "admit" as const, reasons: [], deviceId: "x", book: null };
    void third().client.checkIn({ memberId: "m", doorId: "d", commandId: "c" });
    await house.settle();
    house.kill(first());
    third().client.decidedHere("c", mark);
    await house.settle();
    expect(second().client.waitingCommands()[0]?.payload.madeOffline).toEqual(mark);
    expect((await house.storage.load())[0]?.payload.madeOffline).toEqual(mark);
  });
});

function hide(...hidden: readonly FakeTab[]): void {
  for (const tab of hidden) tab.show(false);
}
