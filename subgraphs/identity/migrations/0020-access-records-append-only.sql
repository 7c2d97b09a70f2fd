-- Records from gateways are evidence: append-only, like consents.
create function access_evidence_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'access records are only added, never changed or removed';
end $$;
create trigger access_record_append_only before update or delete or truncate on access_record
  for each statement execute function access_evidence_is_append_only();
create trigger access_checkpoint_append_only before update or delete or truncate on access_checkpoint
  for each statement execute function access_evidence_is_append_only();
