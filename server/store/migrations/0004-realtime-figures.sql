-- What each server counted of itself, minute by minute, for a day: so that a restart does not lose it.

create table realtime_minute (
  server_id uuid not null,
  minute timestamptz not null,
  figures jsonb not null,
  primary key (server_id, minute)
);
create index realtime_minute_age on realtime_minute (minute);

-- The last synthetic scan of each site; writing it is the part of such a scan that goes to disk.
create table synthetic_scan (
  site_id uuid primary key,
  at timestamptz not null
);
