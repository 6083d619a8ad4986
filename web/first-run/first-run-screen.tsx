// The first run: your account, your gym, your members. What was typed stays, whatever goes wrong.
import { useState } from "react";
import { useLocation } from "wouter";
import { must } from "../../domain/assert.ts";
import type { Account } from "../../protocol/http/people.ts";
import { useEnter } from "../api/house.ts";
import { ownZone } from "../parts/time-zones.ts";
import { AccountStep } from "./account-step.tsx";
import { EMPTY_ACCOUNT, emptyGym } from "./first-run-draft.ts";
import { GymStep } from "./gym-step.tsx";
import { MembersStep } from "./members-step.tsx";
import { StepFrame } from "./step-frame.tsx";

export default function FirstRunScreen() {
  const [account, setAccount] = useState(EMPTY_ACCOUNT);
  const [gym, setGym] = useState(() => emptyGym(ownZone()));
  const [step, setStep] = useState<1 | 2 | 3>(1);
  const [owner, setOwner] = useState<Account | null>(null);
  const [isCodeRefused, setCodeRefused] = useState(false);
  const enter = useEnter();
  const [, go] = useLocation();

  const finish = (opened: Account) => {
    go("/", { replace: true });
    void enter(opened);
  };

  return (
    <StepFrame step={step}>
      {step === 1 && (
        <AccountStep
          draft={account}
          isCodeRefused={isCodeRefused}
          onChange={(draft) => {
            if (draft.code !== account.code) setCodeRefused(false);
            setAccount(draft);
          }}
          onCodeRefused={() => setCodeRefused(true)}
          onNext={() => setStep(2)}
        />
      )}
      {step === 2 && (
        <GymStep
          draft={gym}
          account={account}
          onChange={setGym}
          onBack={() => setStep(1)}
          onCodeRefused={() => {
            setCodeRefused(true);
            setStep(1);
          }}
          onOpened={(opened) => {
            setOwner(opened);
            // A server that was started as a demo has its members already.
            if (opened.isDemo) finish(opened);
            else setStep(3);
          }}
        />
      )}
      {step === 3 && (
        <MembersStep
          gymName={gym.name.trim()}
          onFinish={() => finish(must(owner, "owner of the gym"))}
        />
      )}
    </StepFrame>
  );
}
