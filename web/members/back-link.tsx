// Back to the list as it was left: same search, same filters.
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "wouter";
import { EN_MEMBERS } from "../words/en-members.ts";
import { lastListAddress } from "./member-filters.ts";
import css from "./members.module.css";

export function BackLink() {
  return (
    <Link href={lastListAddress()} className={css.back}>
      <IconArrowLeft size={18} aria-hidden /> {EN_MEMBERS.backToList}
    </Link>
  );
}
