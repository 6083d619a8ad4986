// One's own account: role, password.
import { Button, PasswordInput } from "@mantine/core";
import { MIN_PASSWORD_LENGTH } from "../../protocol/limits.ts";
import { useState } from "react";
import type { FormEvent } from "react";
import { isProblem } from "../api/api-problem.ts";
import { useAccount, usePasswordChange } from "../api/session.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import css from "./settings.module.css";

const words = EN_SETTINGS.account;

export function AccountSection() {
  const account = useAccount().data;
  if (account === undefined || account === null) return null;
  return (
    <>
      <p className={css.lead}>{words.lead(account.email)}</p>
      <div className={css.stack}>
        <section className={css.card}>
          <dl className={css.facts} data-first>
            <dt>{words.role}</dt>
            <dd>{EN_SETTINGS.staff.roles[account.role]}</dd>
          </dl>
          <p className={css.help}>{words.notices}</p>
        </section>
        <section className={css.card}>
          <div className={css.head}>
            <h3>{words.password}</h3>
          </div>
          <PasswordForm email={account.email} />
        </section>
      </div>
    </>
  );
}

function PasswordForm({ email }: { readonly email: string }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [isTried, setTried] = useState(false);
  const change = usePasswordChange();
  const isWrong = isProblem(change.error, "wrong-credentials");
  const isShort = next.length < MIN_PASSWORD_LENGTH;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort || current === "") return;
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          setCurrent("");
          setNext("");
          setTried(false);
        },
      },
    );
  };

  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <div className={css.passwords}>
        <PasswordInput
          label={words.current}
          autoComplete="current-password"
          value={current}
          error={isWrong ? words.wrong : isTried && current === ""}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={words.next}
          description={words.nextHelp}
          autoComplete="new-password"
          value={next}
          error={isTried && isShort ? words.short : undefined}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
      </div>
      <ProblemNote error={isWrong ? null : change.error} />
      {change.isSuccess && <output className={css.said}>{words.changed}</output>}
      <div className={css.actions}>
        <Button type="submit" variant="default" loading={change.isPending}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
