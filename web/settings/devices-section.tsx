// The computers that go on without the network: which they are, one more, one less.
import { Button } from "@mantine/core";
import { IconDeviceDesktop, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { DeviceRow } from "../../protocol/http/offline.ts";
import { useDevices, useRevokeDevice, useThisDevice } from "../api/devices.ts";
import { useRight } from "../api/session.ts";
import { useWording } from "../connection/site-wording.ts";
import { PairDialog } from "../offline/pair-dialog.tsx";
import { useReadiness } from "../offline/readiness.tsx";
import { isPossible } from "../offline/use-offline-keeper.ts";
import { DialogBox } from "../parts/dialog-box.tsx";
import { NoRight } from "../parts/no-right.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { FormEnd } from "./form-end.tsx";
import css from "./settings.module.css";

const words = EN_OFFLINE.devices;

export function DevicesSection() {
  const mayManage = useRight("devices:manage");
  const { data: devices, error, refetch } = useDevices(mayManage);
  const { data: here } = useThisDevice();
  const readiness = useReadiness();
  const [isPairing, setPairing] = useState(false);
  const [revoked, setRevoked] = useState<DeviceRow | null>(null);
  if (!mayManage) return <NoRight />;
  return (
    <>
      <p className={css.lead}>{words.lead}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <div className={css.stack}>
        <section className={css.card}>
          <div className={css.head}>
            <h3>{words.this}</h3>
            {isPossible() && (here === null || here === undefined) && (
              <Button
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => setPairing(true)}
              >
                {EN_OFFLINE.pairShort}
              </Button>
            )}
          </div>
          <p className={css.soft}>{readiness.text}</p>
        </section>
        <section className={css.card}>
          {devices?.length === 0 && <p className={css.soft}>{words.none}</p>}
          <ul className={css.rows}>
            {devices?.map((device) => (
              <DeviceLine
                key={device.id}
                device={device}
                isHere={device.id === here?.id}
                onRevoke={() => setRevoked(device)}
              />
            ))}
          </ul>
        </section>
      </div>
      {isPairing && <PairDialog onClose={() => setPairing(false)} />}
      <DialogBox
        isOpen={revoked !== null}
        onClose={() => setRevoked(null)}
        title={words.revokeTitle(revoked?.name ?? "")}
      >
        {revoked !== null && <RevokeForm device={revoked} onClose={() => setRevoked(null)} />}
      </DialogBox>
    </>
  );
}

interface DeviceLineProps {
  readonly device: DeviceRow;
  readonly isHere: boolean;
  readonly onRevoke: () => void;
}

function DeviceLine({ device, isHere, onRevoke }: DeviceLineProps) {
  const wording = useWording();
  const { name, doorName, pairedBy, pairedAt, lastSeenAt, revokedAt } = device;
  const parts = [
    doorName,
    words.pairedBy(pairedBy, wording.when(pairedAt)),
    ...(lastSeenAt === null ? [] : [words.seen(wording.when(lastSeenAt))]),
    ...(revokedAt === null ? [] : [words.revoked(wording.when(revokedAt))]),
  ];
  return (
    <li>
      <IconDeviceDesktop size={22} aria-hidden />
      <div className={css.grow}>
        <b>
          {name} {isHere && <span className={css.tag}>{words.this}</span>}
        </b>
        <span className={css.soft}>{parts.join(" · ")}</span>
      </div>
      {revokedAt === null && (
        <Button variant="default" aria-label={words.revokeOf(name)} onClick={onRevoke}>
          {words.revoke}
        </Button>
      )}
    </li>
  );
}

function RevokeForm({ device, onClose }: { device: DeviceRow; onClose: () => void }) {
  const revoke = useRevokeDevice();
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        revoke.mutate(device.id, { onSuccess: onClose });
      }}
    >
      <p>{words.revokeHelp}</p>
      <FormEnd
        error={revoke.error}
        isSaving={revoke.isPending}
        label={words.revoke}
        onCancel={onClose}
      />
    </form>
  );
}
