// The list of members: found in a few keystrokes, narrowed by a filter, added in 20 seconds.
import { Button } from "@mantine/core";
import { IconFileImport, IconUserPlus } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { useMemberList } from "../api/members.ts";
import type { MemberFilter } from "../api/query-keys.ts";
import { useRight } from "../api/session.ts";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { writeCount } from "../words/wording.ts";
import { AddMemberDrawer } from "./add-member-drawer.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { filterOf, isFiltered, keepListAddress, parametersOf } from "./member-filters.ts";
import { MemberList } from "./member-list.tsx";
import css from "./members.module.css";

export function MemberListPage() {
  const [parameters, setParameters] = useSearchParams();
  const [isAdding, setAdding] = useState(false);
  const mayEdit = useRight("members:edit");
  const filter = filterOf(parameters);
  const list = useMemberList(filter);
  useEffect(() => keepListAddress(filter));

  const setFilter = (next: MemberFilter) => setParameters(parametersOf(next), { replace: true });
  const total = list.data?.pages[0]?.total;
  const { total: totalWord, found } = EN_MEMBERS;
  const count = total === undefined ? "" : writeCount(total);
  const lead = total === undefined ? " " : isFiltered(filter) ? found(count) : totalWord(count);

  return (
    <ScreenFrame
      title={EN_MEMBERS.title}
      lead={<output>{lead}</output>}
      actions={<Actions onAdd={() => setAdding(true)} />}
    >
      <FilterBar filter={filter} onChange={setFilter} />
      <MemberList
        list={list}
        isFiltered={isFiltered(filter)}
        onAdd={mayEdit ? () => setAdding(true) : null}
        onReset={() => setFilter({})}
      />
      <AddMemberDrawer isOpen={isAdding} onClose={() => setAdding(false)} />
    </ScreenFrame>
  );
}

function Actions({ onAdd }: { readonly onAdd: () => void }) {
  const mayEdit = useRight("members:edit");
  const mayImport = useRight("members:import");
  return (
    <>
      {mayImport && (
        <Button
          component={Link}
          href="/members/import"
          variant="default"
          leftSection={<IconFileImport size={18} />}
          className={css.import ?? ""}
          aria-label={EN_MEMBERS.import}
        >
          <span>{EN_MEMBERS.import}</span>
        </Button>
      )}
      {mayEdit && (
        <Button leftSection={<IconUserPlus size={18} />} onClick={onAdd}>
          {EN_MEMBERS.add}
        </Button>
      )}
    </>
  );
}
