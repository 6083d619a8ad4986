// Wiping takes a typed word, so that no slip of the finger does it.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useWipeDemo } from "../api/demo.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import css from "./settings.module.css";

const words = EN_SETTINGS.demo;

interface WipeDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function WipeDialog({ isOpen, onClose }: WipeDialogProps) {
  const [typed, setTyped] = useState("");
  const wipe = useWipeDemo();
  const isConfirmed = typed.trim().toLocaleUpperCase() === words.wipeWord;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Nothing that is open belongs to the house any more: the page begins anew, with its first run.
    if (isConfirmed) wipe.mutate(undefined, { onSuccess: () => location.assign("/") });
  };
  return (
    <DialogBox isOpen={isOpen} onClose={onClose} title={words.wipeTitle}>
      <form className={css.form} noValidate onSubmit={submit}>
        <p className={css.soft}>{words.wipeHelp}</p>
        <TextInput
          label={words.wipeAsk(words.wipeWord)}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ProblemNote error={wipe.error} />
        <div className={css.actions}>
          <Button type="submit" disabled={!isConfirmed} loading={wipe.isPending}>
            {words.wipeNow}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {EN_SETTINGS.cancel}
          </Button>
        </div>
      </form>
    </DialogBox>
  );
}
