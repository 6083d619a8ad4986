// Says that something from without the network waits for somebody, and leads there.
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "wouter";
import { useOfflineReport } from "../api/offline-report.ts";
import { useRight } from "../api/session.ts";
import { useSite } from "../connection/site-connection.tsx";
import { EN_OFFLINE } from "../words/en-offline.ts";
import css from "./offline.module.css";

export function ClashNote() {
  const { data } = useOfflineReport(useSite().id, useRight("door:operate"), "counted");
  const open = data?.openClashes ?? 0;
  if (open === 0) return null;
  return (
    <p className={css.clashes}>
      <IconAlertTriangle size={20} aria-hidden />
      <span>{EN_OFFLINE.report.open(open)}</span>
      <Link href="/desk/offline">{EN_OFFLINE.report.look}</Link>
    </p>
  );
}
