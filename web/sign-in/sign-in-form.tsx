// The form: one calm sentence when it was wrong, and how long to wait when it was too often.
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { FormEvent, KeyboardEvent } from "react";
import { ApiProblem, isProblem } from "../api/api-problem.ts";
import { useSignIn } from "../api/session.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_FIRST_RUN } from "../words/en-first-run.ts";
import { writeWait } from "../words/wording.ts";
import { useCountdown } from "./use-countdown.ts";
import css from "./sign-in.module.css";

const words = EN_FIRST_RUN.signIn;
/** How long to wait where the server does not say. */
const UNTOLD_SECONDS = 10;

export function SignInForm() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  const [isCapsOn, setCapsOn] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const signIn = useSignIn();
  const [wait, startWait] = useCountdown();
  useEffect(() => emailField.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() === "" || password === "" || wait > 0) return;
    signIn.mutate(
      { email: email.trim(), password },
      {
        onError: (error) => {
          passwordField.current?.select();
          if (error instanceof ApiProblem && error.code === "too-fast") {
            startWait(error.problem.retryAfter ?? UNTOLD_SECONDS);
          }
        },
      },
    );
  };
  const watchCaps = (event: KeyboardEvent) => setCapsOn(event.getModifierState("CapsLock"));

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        ref={emailField}
        label={words.email}
        type="email"
        autoComplete="username"
        value={email}
        error={isTried && email.trim() === "" ? words.noEmail : undefined}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        ref={passwordField}
        label={words.password}
        autoComplete="current-password"
        value={password}
        error={isTried && password === "" ? words.noPassword : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
        onKeyDown={watchCaps}
        onKeyUp={watchCaps}
        onBlur={() => setCapsOn(false)}
      />
      {isCapsOn && <output className={css.caps}>{words.capsLock}</output>}
      <Trouble error={signIn.error} wait={wait} />
      <Button type="submit" fullWidth loading={signIn.isPending} disabled={wait > 0}>
        {words.submit}
      </Button>
    </form>
  );
}

function Trouble({ error, wait }: { readonly error: Error | null; readonly wait: number }) {
  if (isProblem(error, "wrong-credentials")) {
    return <ProblemNote error={error} message={words.wrong} />;
  }
  if (isProblem(error, "too-fast")) {
    return (
      <p className={css.wait} role="alert">
        <span className="only-read">{wait > 0 ? words.tooFastSaid : words.nowAgain}</span>
        <span aria-hidden>{wait > 0 ? words.tooFast(writeWait(wait)) : words.nowAgain}</span>
      </p>
    );
  }
  return <ProblemNote error={error} />;
}
