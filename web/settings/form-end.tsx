// How every form of the settings ends: what went wrong as a whole, to save, to leave it as it was.
import { Button } from "@mantine/core";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_SETTINGS } from "../words/en-settings.ts";
import css from "./settings.module.css";

interface FormEndProps {
  /** What no field of the form has said already. */
  readonly error: Error | null;
  readonly isSaving: boolean;
  /** What the button does, where it does not save. */
  readonly label?: string;
  readonly onCancel: () => void;
}

export function FormEnd({ error, isSaving, label = EN_SETTINGS.save, onCancel }: FormEndProps) {
  return (
    <>
      <ProblemNote error={error} />
      <div className={css.actions}>
        <Button type="submit" loading={isSaving}>
          {label}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {EN_SETTINGS.cancel}
        </Button>
      </div>
    </>
  );
}
