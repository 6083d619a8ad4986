// The servers of the house, and the devices that are paired with it.
import { IconDevices } from "@tabler/icons-react";
import type { RealtimeNow } from "../../protocol/http/realtime.ts";
import { useSites } from "../api/sites.ts";
import { useWording } from "../connection/site-wording.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { Panel } from "../parts/panel.tsx";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { writeCount } from "../words/wording.ts";
import { TableBox } from "./table-box.tsx";
import { writeBytes, writeMs } from "./write-figures.ts";

export function ServersPanel({ now }: { readonly now: RealtimeNow }) {
  const wording = useWording();
  const words = EN_REALTIME.serverTable;
  return (
    <Panel title={words.title}>
      <TableBox label={words.title}>
        <Heads columns={Object.values(words.columns)} />
        <tbody>
          {now.servers.map((server) => (
            <tr key={server.id} data-server={server.name}>
              <th scope="row">
                {server.name}
                <small> {server.address}</small>
              </th>
              <td>{server.version}</td>
              <td>{wording.time(server.startedAt)}</td>
              <td>{writeCount(server.clients)}</td>
              <td>{writeMs(server.loopDelayMs)}</td>
              <td>{writeBytes(server.memoryBytes)}</td>
              <td>
                {words.pool(server.pool.busy, server.pool.limit)}
                {server.pool.waiting > 0 && words.waiting(server.pool.waiting)}
              </td>
              <td>{server.isDraining ? words.leaving : words.running}</td>
            </tr>
          ))}
        </tbody>
      </TableBox>
    </Panel>
  );
}

export function DevicesPanel({ now }: { readonly now: RealtimeNow }) {
  const wording = useWording();
  const sites = useSites().data ?? [];
  const words = EN_REALTIME.devices;
  if (now.devices.length === 0) {
    return (
      <Panel title={words.title}>
        <EmptyNote icon={<IconDevices size={26} />} title={words.empty} text={words.emptyHelp} />
      </Panel>
    );
  }
  return (
    <Panel title={words.title}>
      <TableBox label={words.title}>
        <Heads columns={Object.values(words.columns)} />
        <tbody>
          {now.devices.map((device) => (
            <tr key={device.id}>
              <th scope="row">{device.name}</th>
              <td>{sites.find(({ id }) => id === device.siteId)?.name}</td>
              <td>{device.lastSeenAt === null ? words.never : wording.time(device.lastSeenAt)}</td>
            </tr>
          ))}
        </tbody>
      </TableBox>
    </Panel>
  );
}

function Heads({ columns }: { readonly columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}
