-- Evidence of profiling: the number of people whose data each app reads, and the number of agencies whose
-- fields it reads about one of them. A window is a day or a week (from Monday) in the city's time zone.
-- "official_agency" is the agency of officials who read in the console, and empty for everyone else.

-- One row per person and window, so that nobody is counted twice. Removed some weeks after the window closes.
create table profile_reading (
  period text not null check (period in ('day', 'week')),
  start date not null,
  app text not null,
  official_agency text not null,
  -- As in access_record.
  subject text not null,
  subgraphs text[] not null,
  -- The previous value of "subgraphs", from which the writer learns what changed.
  subgraphs_before text[] not null default '{}',
  primary key (period, start, app, official_agency, subject)
);

-- The number of people of whom exactly these subgraphs were read. Kept as the baseline for an app's later
-- windows.
create table profile_tally (
  app text not null,
  official_agency text not null,
  period text not null,
  start date not null,
  subgraphs text[] not null,
  people bigint not null,
  primary key (app, official_agency, period, start, subgraphs)
);

-- Counts only. They grow with the window; the alert itself is raised once.
create table profiling_alert (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('join', 'sweep')),
  period text not null,
  start date not null,
  app text not null,
  official_agency text not null,
  subgraphs text[] not null,
  people bigint not null,
  joined_people bigint not null,
  most_agencies integer not null,
  usual_people bigint,
  population bigint not null,
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  unique (app, official_agency, kind, period, start)
);
create index profiling_alert_time on profiling_alert (raised_at desc, id desc);
