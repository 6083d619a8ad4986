// The first question of every visit: is there a gym, and who is asking?
import { Suspense, useEffect, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { isProblem } from "../api/api-problem.ts";
import { useHouse } from "../api/house.ts";
import { useAccount } from "../api/session.ts";
import { forgetSteps } from "../desk/kept-steps.ts";
import { writeMoneyIn } from "../words/wording.ts";
import { FaultFence } from "./fault-fence.tsx";
import { Loading, Unreachable } from "./full-note.tsx";
import { FirstRun, SignIn } from "./routes.tsx";
import { Shell } from "./shell.tsx";

export function App() {
  return (
    <FaultFence>
      <Suspense fallback={<Loading />}>
        <Gate />
      </Suspense>
    </FaultFence>
  );
}

function Gate() {
  const house = useHouse();
  const account = useAccount();
  const error = house.error ?? account.error;
  useLeave(account.data === null);
  const isEntering = useKeptEntry(account.data === undefined && isWithoutServer(house, account));
  // Someone already at work keeps the page whatever the server does.
  if (account.data !== undefined && account.data !== null) {
    writeMoneyIn(account.data.currency);
    return <Shell account={account.data} />;
  }
  if (isEntering) return <Loading />;
  const isAskedAgain = hasFailed(house) || (house.data?.isSetUp === true && hasFailed(account));
  if (isAskedAgain || (error !== null && !isProblem(error, "not-set-up"))) {
    return <Unreachable onRetry={retry} />;
  }
  if (house.data === undefined) {
    return house.isPaused ? <Unreachable onRetry={retry} /> : <Loading />;
  }
  if (!house.data.isSetUp) return <FirstRun />;
  if (account.isPending) return <Loading />;
  return <SignIn />;

  function retry() {
    void house.refetch();
    void account.refetch();
  }
}

/** While it is asked again, a question that failed counts as one that was never asked. */
function hasFailed({ isPending, errorUpdateCount }: UseQueryResult): boolean {
  return isPending && errorUpdateCount > 0;
}

/** Nobody answers, or the browser knows of no network: the first failure says so. */
function isWithoutServer(...queries: readonly UseQueryResult[]): boolean {
  return queries.some(
    ({ isPaused, failureReason, error }) =>
      isPaused || [failureReason, error].some((reason) => isProblem(reason, "offline")),
  );
}

/**
 * Without the server a paired browser opens as it was left, at the desk. True while it is looked for who
 * worked here last.
 */
function useKeptEntry(isNeeded: boolean): boolean {
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!isNeeded || isOver) return;
    const enter = async () => {
      const { enterKeptSession } = await import("../offline/kept-session.ts");
      if (await enterKeptSession(queries)) go("/desk", { replace: true });
    };
    void enter()
      .catch(() => undefined)
      .finally(() => setOver(true));
  }, [isNeeded, isOver, queries, go]);
  return isNeeded && !isOver;
}

/** Whose work a browser kept for the time without the server is not for whoever comes after them. */
function useLeave(isSignedOut: boolean): void {
  useEffect(() => {
    if (!isSignedOut) return;
    forgetSteps();
    const leave = async () => {
      const { leaveKeptSession } = await import("../offline/kept-session.ts");
      await leaveKeptSession();
    };
    // Where the browser keeps nothing there is nothing to forget.
    leave().catch(() => undefined);
  }, [isSignedOut]);
}
