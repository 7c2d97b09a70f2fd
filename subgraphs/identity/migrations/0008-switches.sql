-- Kill switches of an agency or the platform, for all gateways. A row is one decision; only its end is added
-- later, and a new notice is a new row.
create table switch (
  id uuid primary key,
  -- Null: the platform's own switch, for fields of any agency.
  agency text references agency,
  -- The subgraph whose fields it covers; null if "agency" is null.
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
-- At most one of a kind is active.
create unique index switch_in_force
  on switch (coalesce(agency, ''), coalesce(coordinate, ''), coalesce(client_id, ''))
  where on_since is null;

-- Gateways receive it in sequence with all other urgent events.
alter table revocation drop constraint revocation_kind_check;
alter table revocation add check (kind in ('consent', 'grant', 'client', 'switch'));
