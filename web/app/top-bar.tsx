// Above every screen: the site, the way to find, the connection in words, the account.
import { NativeSelect } from "@mantine/core";
import { IconBuilding, IconSearch } from "@tabler/icons-react";
import { Suspense, lazy, useRef, useState } from "react";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import type { Account } from "../../protocol/http/people.ts";
import { ConnectionBadge } from "../connection/connection-badge.tsx";
import type { ConnectionWords } from "../connection/connection-words.ts";
import { Face } from "../parts/face.tsx";
import { EN } from "../words/en.ts";
import { loadSurely } from "./load-surely.ts";
import css from "./top-bar.module.css";

const AccountMenu = lazy(
  loadSurely(() => import("./account-menu.tsx").then(({ AccountMenu: it }) => ({ default: it }))),
);

interface TopBarProps {
  readonly account: Account;
  readonly sites: readonly SiteWithDoors[];
  readonly site: SiteWithDoors;
  readonly connection: ConnectionWords;
  readonly onChoose: (siteId: string) => void;
  readonly onFind: () => void;
}

export function TopBar({ account, sites, site, connection, onChoose, onFind }: TopBarProps) {
  return (
    <header className={css.bar}>
      {sites.length > 1 && (
        <NativeSelect
          className={css.site}
          aria-label={EN.shell.site}
          leftSection={<IconBuilding size={20} aria-hidden />}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={site.id}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      )}
      <button type="button" className={css.find} aria-label={EN.finder.openLong} onClick={onFind}>
        <IconSearch size={20} aria-hidden />
        <span>{EN.finder.openLong}</span>
        <kbd aria-hidden>/</kbd>
      </button>
      <div className={css.right}>
        {account.isDemo && <span className={css.demo}>{EN.shell.demo}</span>}
        <ConnectionBadge words={connection} />
        <AccountButton account={account} />
      </div>
    </header>
  );
}

function AccountButton({ account }: { readonly account: Account }) {
  const [isOpen, setIsOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsOpen(false);
    requestAnimationFrame(() => ref.current?.focus());
  };
  const button = (
    <button
      ref={ref}
      type="button"
      className={css.account}
      aria-label={EN.account.open(account.fullName)}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => setIsOpen(!isOpen)}
    >
      <Face name={account.fullName} photoUrl={null} size={38} />
    </button>
  );
  if (!isOpen) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu account={account} target={button} onClose={close} />
    </Suspense>
  );
}
