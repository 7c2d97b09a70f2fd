-- A consent is a chain of revisions that are only ever added: to narrow or to withdraw is a revision as well, and each
-- holds the hash of the one before (GovStack Consent: Revision). What holds now is the last one.
-- The records before this were of demonstrations only; a citizen is asked again, and the demonstration seeds its own.
drop table consent;

create table consent (
  id text primary key,
  -- No cascade: whoever removes a citizen decides first what becomes of the proofs of his consents.
  citizen_key text not null references citizen,
  client_id text not null references app,
  purpose text not null references purpose,
  -- The citizen as this app knows him; what the hash covers in place of the internal key, which must not be guessed from it.
  subject text not null,
  revision integer not null check (revision > 0),
  decision text not null check (decision in ('given', 'narrowed', 'withdrawn')),
  scopes text[] not null,
  lawful_basis text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  predecessor_hash text,
  hash text not null unique,
  unique (citizen_key, client_id, purpose, revision),
  check ((decision = 'withdrawn') = (scopes = '{}')),
  check ((revision = 1) = (predecessor_hash is null))
);

create function consent_follows_its_predecessor() returns trigger language plpgsql as $$
begin
  if new.revision > 1 and not exists (
    select from consent
    where citizen_key = new.citizen_key and client_id = new.client_id and purpose = new.purpose
      and revision = new.revision - 1 and hash = new.predecessor_hash
  ) then
    raise exception 'a consent revision must hold the hash of the one before';
  end if;
  return new;
end $$;
create trigger consent_chain before insert on consent
  for each row execute function consent_follows_its_predecessor();

create function consent_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'consent revisions are only added, never changed or removed';
end $$;
create trigger consent_append_only before update or delete or truncate on consent
  for each statement execute function consent_is_append_only();
