-- A desk that goes on without the server: the browsers that may, what their doors allow, what they did
-- by themselves, and where the server would have decided otherwise.

alter table door
  add column offline_admits text not null default 'same-rules'
    check (offline_admits in ('same-rules', 'no-packs', 'nobody')),
  add column offline_book_hours integer not null default 24
    check (offline_book_hours between 1 and 168);

alter table visit
  add column made_offline boolean not null default false,
  add column left_offline boolean not null default false;
-- Who came in or was taken back since a book was built.
create index visit_recorded on visit (check_in_recorded_at);
create index visit_undone on visit (undone_at) where undone_at is not null;

alter table decision add column device_id uuid;
create index decision_offline on decision (site_id, at desc) where made_offline;
create index decision_command on decision (command_id) where made_offline;

-- A device is known by the SHA-256 of its secret; the secret itself is only in the browser.
create table device (
  id uuid primary key,
  name text not null,
  site_id uuid not null references site,
  door_id uuid not null references door,
  secret_hash bytea not null unique,
  paired_by uuid references staff,
  paired_at timestamptz not null,
  last_seen_at timestamptz,
  revoked_by uuid references staff,
  revoked_at timestamptz
);

create table clash (
  id uuid primary key,
  site_id uuid not null references site,
  decision_id uuid not null,
  visit_id uuid,
  member_id uuid,
  -- As the desk named it: it may have been revoked, or be none of ours.
  device_id uuid not null,
  kind text not null
    check (kind in ('would-refuse', 'would-admit', 'inside-twice', 'nothing-to-close', 'unknown')),
  reasons jsonb not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  settled_by uuid references staff,
  settled_at timestamptz
);
create index clash_site on clash (site_id, at desc);
create index clash_open on clash (site_id) where settled_at is null;
