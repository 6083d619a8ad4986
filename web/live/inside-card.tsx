// Who is in now: a wall of photos or a list, with the way to check somebody out.
import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { IconDoorExit, IconLayoutGrid, IconList, IconSearch } from "@tabler/icons-react";
import { useMemo, useState, useSyncExternalStore } from "react";
import type { LiveView } from "../../domain/live-view.ts";
import { useRight } from "../api/session.ts";
import { createRemembered } from "../connection/remembered.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { EN } from "../words/en.ts";
import { InsidePerson } from "./inside-person.tsx";
import { findInside, ORDERS } from "./inside-list.ts";
import type { InsideOrder } from "./inside-list.ts";
import { LiveBadge } from "../parts/live-badge.tsx";
import { Panel } from "../parts/panel.tsx";
import css from "./inside-card.module.css";

const words = EN.live.inside;
/** On a phone what comes below should not be out of reach. */
const FIRST_SHOWN = matchMedia("(width < 700px)").matches ? 12 : 36;
const LAYOUTS = ["wall", "list"] as const;
type Layout = (typeof LAYOUTS)[number];
const layoutChoice = createRemembered<Layout>("av-inside-layout", "wall");
const orderChoice = createRemembered<InsideOrder>("av-inside-order", "newest");

interface InsideCardProps {
  readonly view: LiveView;
  readonly version: number;
}

export function InsideCard({ view, version }: InsideCardProps) {
  const [search, setSearch] = useState("");
  const [limit, setLimit] = useState(FIRST_SHOWN);
  const layout = useSyncExternalStore(layoutChoice.subscribe, layoutChoice.get);
  const order = useSyncExternalStore(orderChoice.subscribe, orderChoice.get);
  const mayCheckOut = useRight("door:operate");
  const isLinked = useRight("members:view");
  const found = useMemo(
    () => findInside(view.inside.values(), search, order),
    // The map is folded in place: its version says when it changed.
    // oxlint-disable-next-line react/exhaustive-deps
    [view, version, search, order],
  );
  const isEmpty = view.inside.size === 0;
  return (
    <Panel
      title={words.title}
      mark={<LiveBadge />}
      tools={
        isEmpty ? undefined : (
          <Tools search={search} onSearch={setSearch} layout={layout} order={order} />
        )
      }
    >
      {isEmpty && (
        <EmptyNote icon={<IconDoorExit size={28} />} title={words.empty} text={words.emptyHelp} />
      )}
      {!isEmpty && found.length === 0 && <p className={css.nobody}>{words.nobody(search)}</p>}
      <ul className={css.people} data-layout={layout}>
        {found.slice(0, limit).map((visit) => (
          <InsidePerson
            key={visit.id}
            visit={visit}
            layout={layout}
            mayCheckOut={mayCheckOut}
            isLinked={isLinked}
          />
        ))}
      </ul>
      {found.length > limit && (
        <Button variant="default" fullWidth mt="sm" onClick={() => setLimit(limit + 144)}>
          {words.more(found.length - limit)}
        </Button>
      )}
    </Panel>
  );
}

interface ToolsProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly layout: Layout;
  readonly order: InsideOrder;
}

function Tools({ search, onSearch, layout, order }: ToolsProps) {
  return (
    <>
      <TextInput
        className={css.search ?? ""}
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={words.order}
        value={order}
        data={ORDERS.map((value) => ({ value, label: words.orders[value] }))}
        onChange={(event) => {
          const { value } = event.currentTarget;
          orderChoice.set(ORDERS.find((one) => one === value) ?? "newest");
        }}
      />
      <SegmentedControl
        aria-label={words.layout}
        classNames={{ label: css.layout ?? "" }}
        value={layout}
        onChange={(value) => layoutChoice.set(value === "list" ? "list" : "wall")}
        data={LAYOUTS.map((value) => ({
          value,
          label: (
            <span title={words.layouts[value]}>
              {value === "wall" ? <IconLayoutGrid size={20} /> : <IconList size={20} />}
              <span className="only-read">{words.layouts[value]}</span>
            </span>
          ),
        }))}
      />
    </>
  );
}
