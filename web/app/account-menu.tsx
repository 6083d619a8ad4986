// Who is signed in, how the screen looks, which messages pop up, and the way out.
import { Menu, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import type { MantineColorScheme } from "@mantine/core";
import { IconBellRinging, IconLogout } from "@tabler/icons-react";
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
    <Menu
      opened
      onChange={(isOpen) => !isOpen && onClose()}
      position="bottom-end"
      width={320}
      closeOnItemClick={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <div className={css.who}>
          <b>{account.fullName}</b>
          <span>
            {words.roles[account.role]} · {account.email}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Label>{words.scheme}</Menu.Label>
        <div className={css.part}>
          <SegmentedControl
            fullWidth
            aria-label={words.scheme}
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
            data={SCHEMES.map((value) => ({ value, label: words.schemes[value] }))}
          />
        </div>
        <Menu.Label>
          <span className={css.label}>
            <IconBellRinging size={15} aria-hidden /> {words.notifications}
          </span>
        </Menu.Label>
        <QuietPart />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={20} aria-hidden />}
          className={css.out}
          onClick={() => signOut.mutate()}
        >
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function QuietPart() {
  const quiet = useSyncExternalStore(quietSettings.subscribe, quietSettings.get);
  const words = EN.account;
  return (
    <div className={css.part}>
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
    </div>
  );
}
