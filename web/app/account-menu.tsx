// Who is signed in, how the screen looks, which messages pop up, and the way out.
import { Button, Popover, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import type { MantineColorScheme } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import type { Account } from "../../protocol/http/people.ts";
import { useSignOut } from "../api/session.ts";
import { TOAST_KINDS, isSilent, quietSettings, withKind, withoutPerson } from "../toasts/quiet.ts";
import { EN } from "../words/en.ts";
import css from "./account-menu.module.css";

interface AccountMenuProps {
  readonly account: Account;
  readonly target: ReactNode;
  readonly onClose: () => void;
}

const SCHEMES = ["light", "dark", "auto"] as const satisfies readonly MantineColorScheme[];

export function AccountMenu({ account, target, onClose }: AccountMenuProps) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const words = EN.account;
  return (
    <Popover
      opened
      trapFocus
      onChange={(isOpen) => !isOpen && onClose()}
      position="bottom-end"
      width={320}
      radius="lg"
      shadow="md"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={words.open(account.fullName)}>
        <div className={css.who}>
          <b>{account.fullName}</b>
          <span>
            {words.roles[account.role]} · {account.email}
          </span>
        </div>
        <section className={css.part} aria-label={words.scheme}>
          <h2>{words.scheme}</h2>
          <SegmentedControl
            fullWidth
            aria-label={words.scheme}
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
            data={SCHEMES.map((value) => ({ value, label: words.schemes[value] }))}
          />
        </section>
        <section className={css.part} aria-label={words.notifications}>
          <h2>{words.notifications}</h2>
          <QuietPart />
        </section>
        <div className={css.part}>
          <Button
            fullWidth
            variant="default"
            leftSection={<IconLogout size={20} aria-hidden />}
            loading={signOut.isPending}
            onClick={() => signOut.mutate()}
          >
            {words.signOut}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function QuietPart() {
  const quiet = useSyncExternalStore(quietSettings.subscribe, quietSettings.get);
  const words = EN.account;
  return (
    <>
      {TOAST_KINDS.map((kind) => (
        <Switch
          key={kind}
          className={css.kind}
          label={words.kinds[kind]}
          checked={!isSilent(quiet, kind, null)}
          onChange={(event) =>
            quietSettings.set(withKind(quiet, kind, !event.currentTarget.checked))
          }
        />
      ))}
      {quiet.people.length > 0 && (
        <ul className={css.people} aria-label={words.silenced}>
          {quiet.people.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                title={words.hearAgain(name)}
                aria-label={words.hearAgain(name)}
                onClick={() => quietSettings.set(withoutPerson(quiet, id))}
              >
                {name} ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
