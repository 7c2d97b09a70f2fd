-- What an agency, or the platform, has switched off at all gateways. A row is one decision and is never changed but to
-- note its end; a new notice is a new row.
create table switch (
  id uuid primary key,
  -- Null: the platform's own, for fields of whichever agency.
  agency text references agency,
  -- The subgraph whose fields it is about; null with the agency.
  subgraph text,
  -- A type, or a field as Type.field; null: every field of the agency.
  coordinate text,
  -- Null: for all apps.
  client_id text references app,
  notice text not null check (length(notice) between 1 and 500),
  off_since timestamptz not null,
  off_by text not null,
  on_since timestamptz,
  on_by text,
  check (coordinate is not null or client_id is not null),
  check (coordinate is not null or agency is not null),
  check ((agency is null) = (subgraph is null)),
  check ((on_since is null) = (on_by is null))
);
-- One of a kind in force at any time.
create unique index switch_in_force
  on switch (coalesce(agency, ''), coalesce(coordinate, ''), coalesce(client_id, ''))
  where on_since is null;

-- Gateways hear of it in the order of everything else that they must know at once.
alter table revocation drop constraint revocation_kind_check;
alter table revocation add check (kind in ('consent', 'grant', 'client', 'switch'));
