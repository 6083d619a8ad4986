-- Many servers on one database: which are there, and which of them does what must be done once.

-- Written anew by each server every second or two; one that is silent is forgotten by the others.
create table server (
  id uuid primary key,
  name text not null,
  address text not null,
  version text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- It takes nothing new and is about to end.
  draining boolean not null default false,
  figures jsonb not null default '{}'
);

-- One server at a time sweeps and plays the demo; it is free again when it was not renewed in time.
create table caretaker (
  only_one boolean primary key default true check (only_one),
  server_id uuid not null,
  held_until timestamptz not null
);
