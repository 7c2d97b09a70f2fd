-- A consent is an append-only chain of revisions. To narrow or withdraw it also adds a revision, and each
-- holds the hash of the previous one (GovStack Consent: Revision). The last one applies.
-- Earlier records came from demos only: citizens are asked again, and the demo seeds its own.
drop table consent;

create table consent (
  id text primary key,
  -- No cascade: proofs of consent must be decided on before a citizen is removed.
  citizen_key text not null references citizen,
  client_id text not null references app,
  purpose text not null references purpose,
  -- The citizen's pairwise id for this app. The hash covers it instead of the internal key, which could be
  -- guessed from the hash.
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
