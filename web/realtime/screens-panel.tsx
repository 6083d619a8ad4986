// Every connected screen, the one in most trouble first. The order stands still under the pointer.
import { IconArrowDown, IconArrowUp, IconDeviceDesktop } from "@tabler/icons-react";
import { useState } from "react";
import type { RealtimeNow, ShownConnection } from "../../protocol/http/realtime.ts";
import { useSites } from "../api/sites.ts";
import { useWording } from "../connection/site-wording.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { Panel } from "../parts/panel.tsx";
import { EN } from "../words/en.ts";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { writeCount } from "../words/wording.ts";
import type { Column, Order } from "./quality-grade.ts";
import { COLUMNS, FIRST_ORDER, heldOrder, nextOrder, ordered } from "./quality-grade.ts";
import { QualityMark } from "./quality-mark.tsx";
import { TableBox } from "./table-box.tsx";
import { writeMs } from "./write-figures.ts";
import css from "./realtime.module.css";

const words = EN_REALTIME.screens;

export function ScreensPanel({ now }: { readonly now: RealtimeNow }) {
  const [order, setOrder] = useState(FIRST_ORDER);
  const [heldIds, setHeldIds] = useState<readonly string[] | null>(null);
  const nameOfSite = useSiteNames();
  const sorted = ordered(now.connections, order, nameOfSite);
  const shown = heldOrder(sorted, heldIds);
  const hold = (isHeld: boolean) => setHeldIds(isHeld ? shown.map(({ id }) => id) : null);
  const more = now.clients - shown.length;
  return (
    <Panel
      title={words.title}
      mark={<span className={css.count}>{writeCount(now.clients)}</span>}
      tools={heldIds === null ? undefined : <span className={css.held}>{words.held}</span>}
    >
      {shown.length === 0 ? (
        <EmptyNote
          icon={<IconDeviceDesktop size={26} />}
          title={words.empty}
          text={words.emptyHelp}
        />
      ) : (
        <TableBox label={words.title} onHold={hold}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <ColumnHead
                  key={column}
                  column={column}
                  order={order}
                  onChoose={() => {
                    setOrder(nextOrder(order, column));
                    setHeldIds(null);
                  }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Row key={one.id} one={one} site={nameOfSite(one.siteId)} />
            ))}
          </tbody>
        </TableBox>
      )}
      {more > 0 && <p className={css.detail}>{words.more(writeCount(more))}</p>}
    </Panel>
  );
}

interface ColumnHeadProps {
  readonly column: Column;
  readonly order: Order;
  readonly onChoose: () => void;
}

function ColumnHead({ column, order, onChoose }: ColumnHeadProps) {
  const isChosen = order.column === column;
  const direction = order.isReversed ? "descending" : "ascending";
  const Icon = order.isReversed ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" aria-sort={isChosen ? direction : "none"}>
      <button
        type="button"
        className={css.order}
        title={words.order(words.columns[column])}
        onClick={onChoose}
      >
        {words.columns[column]}
        {isChosen && <Icon size={16} aria-hidden />}
      </button>
    </th>
  );
}

function Row({ one, site }: { readonly one: ShownConnection; readonly site: string }) {
  const wording = useWording();
  const screen = one.screen === null ? words.program : (words.screen[one.screen] ?? one.screen);
  const role = one.isOperator ? words.operator : EN.account.roles[one.role];
  return (
    <tr data-connection-of={one.account}>
      <th scope="row">
        <QualityMark quality={one.quality} />
      </th>
      <td>
        {one.isOperator ? words.operator : one.account}
        {!one.isOperator && <small> {role}</small>}
      </td>
      <td>{screen}</td>
      <td>{site}</td>
      <td>{writeMs(one.latencyMs)}</td>
      <td>{words.events(one.lag)}</td>
      <td>{one.tabs}</td>
      <td>{wording.time(one.since)}</td>
      <td>
        {one.resumed} / {one.reset} / {one.behind}
      </td>
    </tr>
  );
}

function useSiteNames(): (id: string | null) => string {
  const sites = useSites().data ?? [];
  return (id) => sites.find((site) => site.id === id)?.name ?? words.noSite;
}
