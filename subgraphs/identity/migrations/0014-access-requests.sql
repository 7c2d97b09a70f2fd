-- An app's access request: the operations that it will run. A gateway, never the app, derives the rights that
-- they need, and the result at the time of the decision is stored.
create table access_request (
  number integer generated always as identity primary key,
  id uuid not null unique,
  client_id text not null references app,
  drafted_at timestamptz not null,
  submitted_at timestamptz,
  -- [{coordinate, dataClass, agencies, scopes, policies}]
  fields jsonb not null
);
create index access_request_client on access_request (client_id, number);
create unique index access_request_one_draft on access_request (client_id) where submitted_at is null;

create table requested_operation (
  request uuid not null references access_request (id) on delete cascade,
  -- SHA-256 of the text in hex, as in the client protocol for persisted operations.
  hash text not null,
  position smallint not null,
  kind text not null check (kind in ('query', 'mutation', 'subscription')),
  name text,
  text text not null,
  scopes text[] not null,
  primary key (request, hash)
);

-- The part of a request that one agency decides on.
create table access_request_part (
  request uuid not null references access_request (id) on delete cascade,
  agency text not null references agency,
  scopes text[] not null,
  decision text check (decision in ('approved', 'refused')),
  reason text,
  decided_at timestamptz,
  primary key (request, agency),
  check ((decision is null) = (decided_at is null)),
  check ((decision is null) = (reason is null))
);
create index access_request_part_agency on access_request_part (agency);

-- The operations that an app may run under its approval.
create table safelisted_operation (
  client_id text not null references app,
  hash text not null,
  kind text not null,
  name text,
  text text not null,
  approved_at timestamptz not null,
  primary key (client_id, hash)
);
