// Step 1: who owns the gym, and the proof that they stand at its server.
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import { isProblem } from "../api/api-problem.ts";
import { useCodeCheck } from "../api/house.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_FIRST_RUN } from "../words/en-first-run.ts";
import { faultsOfAccount } from "./first-run-draft.ts";
import type { AccountDraft } from "./first-run-draft.ts";
import { Strength } from "./strength.tsx";
import css from "./first-run.module.css";

const words = EN_FIRST_RUN.account;

interface AccountStepProps {
  readonly draft: AccountDraft;
  readonly isCodeRefused: boolean;
  readonly onChange: (draft: AccountDraft) => void;
  readonly onCodeRefused: () => void;
  readonly onNext: () => void;
}

export function AccountStep(props: AccountStepProps) {
  const { draft, isCodeRefused, onChange, onCodeRefused, onNext } = props;
  const [isTried, setTried] = useState(false);
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => codeField.current?.focus(), []);
  const check = useCodeCheck();
  const faults = isTried ? faultsOfAccount(draft) : {};
  const codeFault = isCodeRefused ? words.wrongCode : faults.code;
  const problem = isProblem(check.error, "wrong-code") ? null : check.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOfAccount(draft)).length > 0) return;
    check.mutate(draft.code.trim(), {
      onSuccess: onNext,
      onError: (error) => isProblem(error, "wrong-code") && onCodeRefused(),
    });
  };
  const field = (name: keyof AccountDraft) => ({
    value: draft[name],
    required: true,
    withAsterisk: false,
    error: faults[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  });

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <h1 tabIndex={-1}>{words.title}</h1>
      <p className={css.lead}>{words.lead}</p>
      <TextInput
        {...field("code")}
        label={words.code}
        description={words.codeHelp}
        error={codeFault}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        classNames={{ input: css.code ?? "" }}
        ref={codeField}
      />
      <TextInput {...field("fullName")} label={words.fullName} autoComplete="name" />
      <TextInput
        {...field("email")}
        label={words.email}
        description={words.emailHelp}
        type="email"
        autoComplete="username"
      />
      <div>
        <PasswordInput
          {...field("password")}
          label={words.password}
          description={words.passwordHelp}
          autoComplete="new-password"
        />
        <Strength password={draft.password} />
      </div>
      <ProblemNote error={problem} />
      <div className={css.actions}>
        <Button type="submit" loading={check.isPending}>
          {EN_FIRST_RUN.next}
        </Button>
      </div>
    </form>
  );
}
