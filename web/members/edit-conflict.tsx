// Somebody else changed the same member meanwhile: both ways on, nothing typed is lost.
import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { EN_MEMBERS } from "../words/en-members.ts";
import css from "./form.module.css";

const words = EN_MEMBERS.form;

interface EditConflictProps {
  readonly isBusy: boolean;
  readonly onLoad: () => void;
  readonly onOverwrite: () => void;
}

export function EditConflict({ isBusy, onLoad, onOverwrite }: EditConflictProps) {
  return (
    <div className={css.conflict} role="alert">
      <p>
        <IconAlertTriangle size={18} aria-hidden /> {words.edited}
      </p>
      <p>{words.editedHelp}</p>
      <div className={css.actions}>
        <Button variant="default" onClick={onLoad} disabled={isBusy}>
          {words.loadTheirs}
        </Button>
        <Button onClick={onOverwrite} loading={isBusy}>
          {words.saveMine}
        </Button>
      </div>
    </div>
  );
}
