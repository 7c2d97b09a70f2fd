-- An agency's own page of the records, newest first, for any number of agencies: until here each subgraph had an index of
-- its own (0013). One row for each record and subgraph whose fields it names. Without a foreign key, whose checks would take
-- half as long again as the records themselves: nobody but the trigger below adds rows.
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
-- By the database, with the rights of its owner: no record is without its owners, and the service cannot add others.
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
