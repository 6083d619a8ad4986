// One message: whom it is about, in a word what happened, and the way to hear no more of them.
import { ActionIcon } from "@mantine/core";
import type { NotificationData } from "@mantine/notifications";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconBellOff,
  IconLogin2,
  IconLogout2,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { sentenceOf } from "../../domain/reason.ts";
import { Face } from "../parts/face.tsx";
import { EN } from "../words/en.ts";
import { writeMinutes, wordingIn } from "../words/wording.ts";
import type { News, Shown } from "./news.ts";
import type { ToastKind } from "./quiet.ts";
import { quietSettings, withPerson } from "./quiet.ts";
import css from "./toast.module.css";

const ICONS: Readonly<Record<ToastKind, ComponentType<{ size?: number }>>> = {
  check_in: IconLogin2,
  check_out: IconLogout2,
  warned: IconAlertTriangle,
  refused: IconBan,
  undone: IconArrowBackUp,
};

const ONE: Readonly<Record<ToastKind, (name: string) => string>> = {
  check_in: EN.toast.checkIn,
  check_out: EN.toast.checkOut,
  warned: EN.toast.warned,
  refused: EN.toast.refused,
  undone: EN.toast.undone,
};

const MANY: Readonly<Record<ToastKind, (count: number) => string>> = {
  check_in: EN.toast.checkIns,
  check_out: EN.toast.checkOuts,
  warned: EN.toast.warnedMany,
  refused: EN.toast.refusedMany,
  undone: EN.toast.undoneMany,
};

export function toastOf({ kind, count, news }: Shown): NotificationData {
  const Icon = ICONS[kind];
  const [first] = news;
  const isOne = count === 1 && first !== undefined;
  return {
    message: isOne ? (
      <OneToast news={first} />
    ) : (
      <ManyToast kind={kind} count={count} news={news} />
    ),
    icon: <Icon size={20} />,
    withBorder: false,
    closeButtonProps: { "aria-label": EN.toast.close },
    classNames: { root: css.toast ?? "", icon: css.icon ?? "" },
    "data-kind": kind,
  };
}

function OneToast({ news }: { readonly news: News }) {
  const { member, kind, undid } = news;
  const write = undid === undefined ? ONE[kind] : EN.toast.undoneStep[undid];
  const name = member?.fullName ?? EN.toast.someone;
  return (
    <div className={css.one}>
      <div className={css.words}>
        <b>{write(name)}</b>
        <span>{detailsOf(news)}</span>
      </div>
      {member !== null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={EN.toast.silence(name)}
          title={EN.toast.silence(name)}
          onClick={() =>
            quietSettings.set(withPerson(quietSettings.get(), { id: member.id, name }))
          }
        >
          <IconBellOff size={18} />
        </ActionIcon>
      )}
    </div>
  );
}

function ManyToast({ kind, count, news }: Omit<Shown, "at">) {
  return (
    <div className={css.many}>
      <b>{MANY[kind](count)}</b>
      <span className={css.faces}>
        {news.map(({ about, member }) => (
          <Face
            key={about}
            name={member?.fullName ?? "?"}
            photoUrl={member?.photoUrl ?? null}
            size={28}
          />
        ))}
      </span>
    </div>
  );
}

function detailsOf({ location, reasons, durationMinutes }: News): string {
  const wording = wordingIn();
  const [gravest] = reasons;
  return [
    ...(gravest === undefined ? [] : [sentenceOf(gravest, wording)]),
    EN.activity.at(location.door, location.zone),
    ...(durationMinutes === null ? [] : [EN.activity.stayed(writeMinutes(durationMinutes))]),
  ].join(" · ");
}
