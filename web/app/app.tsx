// The first question of every visit: is there a gym, and who is asking?
import { Suspense } from "react";
import { isProblem } from "../api/api-problem.ts";
import { useHouse } from "../api/house.ts";
import { useAccount } from "../api/session.ts";
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
  // Someone already at work keeps the page whatever the server does.
  if (account.data !== undefined && account.data !== null) {
    writeMoneyIn(account.data.currency);
    return <Shell account={account.data} />;
  }
  if (error !== null && !isProblem(error, "not-set-up")) return <Unreachable onRetry={retry} />;
  if (house.data === undefined) return <Loading />;
  if (!house.data.isSetUp) return <FirstRun />;
  if (account.isPending) return <Loading />;
  return <SignIn />;

  function retry() {
    void house.refetch();
    void account.refetch();
  }
}
