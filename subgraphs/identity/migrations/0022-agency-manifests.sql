-- Manifests that this service has activated: the meaning of each scope and the agency of each subgraph, also
-- after a subgraph has left. Append-only.
create table agency_manifest (
  number integer generated always as identity primary key,
  subgraph text not null,
  -- Null: the subgraph has left.
  manifest jsonb,
  since timestamptz not null
);
create function agency_manifest_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'manifests are only added, never changed or removed';
end $$;
create trigger agency_manifest_append_only before update or delete or truncate on agency_manifest
  for each statement execute function agency_manifest_is_append_only();
