// A part of a screen that the reader's role does not include.
import { IconLock } from "@tabler/icons-react";
import { EN_PARTS } from "../words/en-parts.ts";
import { EmptyNote } from "./empty-note.tsx";

export function NoRight() {
  const { title, text } = EN_PARTS.noRight;
  return <EmptyNote icon={<IconLock size={26} />} title={title} text={text} />;
}
