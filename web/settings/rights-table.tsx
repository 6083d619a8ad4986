// What each role may do, read from the one table of rights.
import { IconCheck } from "@tabler/icons-react";
import { RIGHTS, ROLES, holds } from "../../domain/rights.ts";
import { useAccount } from "../api/session.ts";
import { EN_SETTINGS } from "../words/en-settings.ts";
import css from "./settings.module.css";

const words = EN_SETTINGS.staff;

export function RightsTable() {
  const own = useAccount().data?.role;
  return (
    <section className={css.card}>
      <div className={css.head}>
        <h3 id="rights-title">{words.table}</h3>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={css.tableBox} role="region" aria-labelledby="rights-title" tabIndex={0}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{words.right}</th>
              {ROLES.map((role) => (
                <th key={role} scope="col">
                  {words.roles[role]}
                  {role === own && ` (${words.you})`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {RIGHTS.map((right) => (
              <tr key={right}>
                <th scope="row">{words.rights[right]}</th>
                {ROLES.map((role) => (
                  <td key={role}>
                    {holds(role, right) ? (
                      <IconCheck size={19} stroke={2.5} role="img" aria-label={words.yes} />
                    ) : (
                      <span className={css.dash} role="img" aria-label={words.no}>
                        –
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
