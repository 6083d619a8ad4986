// What went wrong, said once, calmly, where it happened.
import { IconAlertTriangle } from "@tabler/icons-react";
import { Button } from "@mantine/core";
import { problemBehind } from "../api/api-problem.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import { writeWait } from "../words/wording.ts";
import css from "./problem-note.module.css";

interface ProblemNoteProps {
  readonly error: Error | null;
  /** Said in place of the server's own message, where the screen knows better words. */
  readonly message?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
}

export function ProblemNote({ error, message, onRetry }: ProblemNoteProps) {
  if (error === null) return null;
  const problem = problemBehind(error);
  const details = problem.details ?? [];
  return (
    <div className={css.note} role="alert">
      <IconAlertTriangle size={20} aria-hidden className={css.icon} />
      <div className={css.words}>
        <p>{message ?? problem.message}</p>
        {details.length > 0 && (
          <ul>
            {details.slice(0, 6).map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
        {problem.retryAfter !== undefined && (
          <p>{EN_PARTS.problem.retryIn(writeWait(problem.retryAfter))}</p>
        )}
      </div>
      {onRetry !== undefined && (
        <Button variant="default" size="xs" onClick={onRetry}>
          {EN_PARTS.problem.tryAgain}
        </Button>
      )}
    </div>
  );
}
