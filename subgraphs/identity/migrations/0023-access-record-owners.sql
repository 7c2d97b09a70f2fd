-- For an agency's own page of records, newest first, with any number of agencies; previously each subgraph
-- had its own index (0013). One row for each record and subgraph whose fields it names. No foreign key,
-- because its checks would take half as long as the records themselves, and only the trigger below adds rows.
create table access_record_owner (
  subgraph text not null,
  time timestamptz not null,
  hash text not null,
  primary key (subgraph, time, hash)
);
insert into access_record_owner (subgraph, time, hash)
  select subgraph, time, hash from access_record, jsonb_object_keys(fields) as subgraph;
drop index access_record_identity;
drop index access_record_transport;
drop index access_record_payments;
drop index access_record_statistics;
-- With the rights of the database owner: every record has its owners, and the service cannot add others.
create function access_record_has_owners() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into access_record_owner (subgraph, time, hash)
    select subgraph, time, hash from added, jsonb_object_keys(fields) as subgraph;
  return null;
end $$;
create trigger access_record_owners after insert on access_record
  referencing new table as added for each statement execute function access_record_has_owners();
create trigger access_record_owner_append_only before update or delete or truncate on access_record_owner
  for each statement execute function access_evidence_is_append_only();
