-- The first house: what is (ordinary tables), and one numbered log per stream beside it.
-- Ids are UUIDs made by the server; instants are timestamptz; calendar days are dates.

create table organisation (
  id uuid primary key,
  name text not null,
  currency text not null default 'EUR',
  is_demo boolean not null default false,
  created_at timestamptz not null default now(),
  -- The house has one organisation.
  only_one boolean not null default true unique check (only_one)
);

create table setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now()
);

create table site (
  id uuid primary key,
  name text not null unique,
  time_zone text not null,
  gym_day_starts_at text not null default '04:00',
  hours jsonb,
  capacity integer check (capacity > 0),
  timeline text not null default 'live' check (timeline in ('live', 'replay')),
  created_at timestamptz not null default now()
);

create table door (
  id uuid primary key,
  site_id uuid not null references site,
  name text not null,
  channel text not null check (channel in ('desk', 'kiosk', 'turnstile', 'app')),
  zone text,
  created_at timestamptz not null default now(),
  unique (site_id, name)
);

create table staff (
  id uuid primary key,
  full_name text not null,
  email text not null,
  password_hash text not null,
  role text not null check (role in ('owner', 'manager', 'front_desk', 'trainer')),
  -- Null: every site.
  site_ids uuid[],
  is_active boolean not null default true,
  last_seen_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index staff_email on staff (lower(email));

-- A session is known by the SHA-256 of its token; the token itself is only in the browser.
create table session (
  token_hash bytea primary key,
  staff_id uuid not null references staff on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_staff on session (staff_id);

create table photo (
  -- The SHA-256 of the large picture, in hex, shortened to 32 digits: the same picture is stored once.
  hash text primary key,
  large bytea not null,
  small bytea not null,
  created_at timestamptz not null default now()
);

create table member (
  id uuid primary key,
  membership_number text not null unique,
  full_name text not null,
  -- Lower case, without accents: name, number, e-mail, phone digits. Kept by the store on every write.
  search_text text not null,
  email text,
  phone text,
  birth_date date,
  note text not null default '',
  barred_note text,
  due_cents integer not null default 0 check (due_cents >= 0),
  due_since date,
  photo_hash text references photo,
  joined_on date not null,
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index member_name on member (full_name, id);

create table credential (
  id uuid primary key,
  member_id uuid not null references member on delete cascade,
  kind text not null check (kind in ('barcode', 'qr', 'card', 'pin')),
  code text not null unique,
  replaced_at timestamptz,
  created_at timestamptz not null default now()
);
create index credential_member on credential (member_id);

create table plan (
  id uuid primary key,
  name text not null unique,
  site_ids uuid[],
  hours jsonb,
  visits integer check (visits > 0),
  is_active boolean not null default true,
  created_at timestamptz not null default now()
);

create table membership (
  id uuid primary key,
  member_id uuid not null references member on delete cascade,
  plan_id uuid not null references plan,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  frozen_from date,
  frozen_until date check (frozen_until > frozen_from),
  visits_left integer check (visits_left >= 0),
  created_at timestamptz not null default now()
);
create index membership_member on membership (member_id);
create index membership_plan on membership (plan_id);
create index membership_end on membership (ends_on);

create table visit (
  id uuid primary key,
  site_id uuid not null references site,
  member_id uuid not null references member on delete cascade,
  door_id uuid not null references door,
  gym_day date not null,
  check_in_at timestamptz not null,
  check_in_recorded_at timestamptz not null,
  check_out_at timestamptz check (check_out_at >= check_in_at),
  check_out_recorded_at timestamptz,
  -- The door they left by, where somebody saw it.
  check_out_door_id uuid references door,
  duration_minutes integer check (duration_minutes >= 0),
  how text check (how in ('scanned', 'staff', 'automatic', 'moved')),
  channel text not null,
  alerts jsonb not null default '[]',
  checked_in_by uuid,
  first_today boolean not null,
  notes text,
  charged_membership_id uuid,
  undone_at timestamptz,
  check ((check_out_at is null) = (how is null))
);
-- A person is in one place at most. This is the rule that no race can break.
create unique index visit_one_open on visit (member_id) where check_out_at is null and undone_at is null;
-- Says one thing more than it must (an open visit has no `how`), and so does whoever asks for a site:
-- what asks for a member alone can never be led through everybody inside.
create index visit_inside on visit (site_id)
  where check_out_at is null and undone_at is null and how is null;
create index visit_member on visit (member_id, check_in_at desc);
create index visit_day on visit (site_id, gym_day);

-- What the gym said, admissions and refusals alike.
create table decision (
  id uuid primary key,
  command_id uuid not null,
  command text not null,
  site_id uuid not null references site,
  door_id uuid,
  member_id uuid,
  credential text,
  visit_id uuid,
  at timestamptz not null,
  recorded_at timestamptz not null,
  verdict text not null check (verdict in ('admit', 'warn', 'refuse')),
  reasons jsonb not null,
  -- What was known when deciding, so that "why?" can be answered later.
  facts jsonb,
  staff_id uuid,
  made_offline boolean not null default false,
  overridden boolean not null default false
);
create index decision_member on decision (member_id, at desc);
create index decision_site on decision (site_id, at desc);

-- The day in numbers, kept by the fold that keeps the screens.
create table gym_day (
  site_id uuid not null references site,
  day date not null,
  statistics jsonb not null,
  primary key (site_id, day)
);

-- One log per stream. The head row is the counter: its lock makes commit order number order.
create table stream (
  id uuid primary key,
  kind text not null check (kind in ('site', 'organisation')),
  epoch text not null,
  seq bigint not null default 0,
  hash text not null,
  -- The gym-day that a site's stream is in.
  current_day date
);

create table event (
  stream_id uuid not null references stream,
  seq bigint not null,
  type text not null,
  -- The exact text that went over the wire.
  body text not null,
  hash text not null,
  recorded_at timestamptz not null,
  primary key (stream_id, seq)
);

-- The same command id gets the same answer; the content hash tells a repeat from a mix-up.
create table command_answer (
  command_id uuid primary key,
  content_hash text not null,
  answer text not null,
  recorded_at timestamptz not null
);
create index command_answer_age on command_answer (recorded_at);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff_id uuid,
  action text not null,
  subject_id uuid,
  before jsonb,
  after jsonb
);
create index audit_subject on audit (subject_id, at desc);
