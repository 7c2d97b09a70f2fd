-- Public keys with which people sign in (WebAuthn). A removed key stays, so that it cannot be registered again.
create table passkey (
  id uuid primary key,
  -- base64url.
  credential_id text not null unique,
  citizen_key text references citizen on delete cascade,
  -- A key ends with its person, so that a later person with the same id does not inherit it.
  official text references official on delete cascade,
  developer text references developer on delete cascade,
  -- COSE_Key (RFC 9052).
  public_key bytea not null,
  -- Signatures that the authenticator has counted; 0 if it does not count.
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  -- Whether the authenticator may copy the key to other devices.
  synced boolean not null,
  -- Level of the sign-in in which the key was added.
  level text not null check (level in ('substantial', 'high')),
  name text not null,
  registered_at timestamptz not null,
  last_used_at timestamptz,
  removed_at timestamptz,
  check (num_nonnulls(citizen_key, official, developer) = 1)
);
create index passkey_citizen on passkey (citizen_key, registered_at) where citizen_key is not null;
create index passkey_official on passkey (official, registered_at) where official is not null;
create index passkey_developer on passkey (developer, registered_at) where developer is not null;

-- Challenges that were answered, so that none is used twice. A challenge itself is a signed text, not a row.
create table passkey_challenge (
  digest text primary key,
  expires_at timestamptz not null
);
create index passkey_challenge_expiry on passkey_challenge (expires_at);

-- Sign-ins are through a linked identity or with a passkey. The name is that of earlier versions, which still run during an upgrade.
alter table upstream_sign_in
  alter column linked_identity drop not null,
  add column passkey uuid references passkey on delete cascade,
  add constraint upstream_sign_in_method check (num_nonnulls(linked_identity, passkey) = 1);
create index upstream_sign_in_passkey on upstream_sign_in (passkey) where passkey is not null;

-- What happened to the sign-in of a person: shown to that person. Sign-ins are forgotten, decisions are not.
create table account_event (
  number bigint generated always as identity primary key,
  citizen_key text references citizen on delete cascade,
  official text references official on delete cascade,
  developer text references developer on delete cascade,
  kind text not null,
  happened_at timestamptz not null,
  -- Pairwise subject of somebody else who did it, or "operator"; null for the person.
  done_by text,
  details jsonb not null,
  expires_at timestamptz,
  check (num_nonnulls(citizen_key, official, developer) = 1)
);
create index account_event_citizen on account_event (citizen_key, number) where citizen_key is not null;
create index account_event_official on account_event (official, number) where official is not null;
create index account_event_developer on account_event (developer, number) where developer is not null;
create index account_event_expiry on account_event (expires_at) where expires_at is not null;

-- A locked account cannot sign in.
alter table official add column locked_at timestamptz;
alter table developer add column locked_at timestamptz;

-- Sessions and grants name an account by its id alone, so an official and a developer never share an id.
create function refuse_second_account() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  -- Waits for a transaction that adds the id to the other table.
  perform pg_advisory_xact_lock(hashtextextended('account ' || new.id, 0));
  -- In parentheses, because PL/pgSQL ends the condition at the first "then" outside of them.
  if (case tg_table_name
    when 'official' then exists (select from developer where id = new.id)
    else exists (select from official where id = new.id)
  end) then
    raise exception 'there is an account % already', new.id using errcode = 'unique_violation';
  end if;
  return new;
end $$;
create trigger refuse_second_account before insert on official for each row execute function refuse_second_account();
create trigger refuse_second_account before insert on developer for each row execute function refuse_second_account();

-- One-time links with which officials, admins and developers register their first passkey, or one after they have lost theirs. Two
-- people issue a link: one requests it and gets a code, another approves it and gets the link.
create table account_invitation (
  id uuid primary key,
  kind text not null check (kind in ('official', 'developer')),
  account text not null,
  purpose text not null check (purpose in ('first', 'recovery')),
  -- The new person, who is added when the link is approved; null for one who exists.
  person jsonb,
  -- Agency of the person, whose officials decide; null for admins and developers.
  agency text references agency,
  requested_at timestamptz not null,
  -- Pairwise subject at the platform's own clients, or "operator".
  requested_by text not null,
  -- Keyed digest of the code; null if the link suffices.
  code_digest text,
  wrong_codes integer not null default 0,
  approved_at timestamptz,
  approved_by text,
  -- SHA-256 of the random token in the link.
  token_digest text unique,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_as text check (ended_as in ('used', 'withdrawn', 'wrong-codes')),
  check ((approved_at is null) = (approved_by is null) and (approved_at is null) = (token_digest is null)),
  check ((ended_at is null) = (ended_as is null)),
  -- Nobody creates a second self, or takes over an account, alone. The operator could do so in the database anyway.
  check (approved_by is null or requested_by = 'operator' or (kind = 'developer' and purpose = 'first')
    or (approved_by <> requested_by and code_digest is not null))
);
-- Of one kind: an id belongs to an official or to a developer.
create unique index account_invitation_open on account_invitation (account) where ended_at is null;

-- The checks trust the operator, so the service must not act as one.
create function invitation_of_operator() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not pg_has_role(session_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    raise exception 'only the owner of the tables invites as the operator' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger invitation_of_operator before insert or update of requested_by on account_invitation
  for each row when (new.requested_by = 'operator') execute function invitation_of_operator();

-- The service cannot insert people itself: only an approved invitation does.
create function add_invited_person() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.kind = 'official' then
    insert into official (id, name_zh, name_en, kind, agency, roles, scopes)
      values (new.account, new.person ->> 'name_zh', new.person ->> 'name_en',
              case when new.agency is null then 'admin' else 'operator' end, new.agency,
              array(select jsonb_array_elements_text(new.person -> 'roles')),
              array(select jsonb_array_elements_text(new.person -> 'scopes')));
  else
    insert into developer (id, name_zh, name_en)
      values (new.account, new.person ->> 'name_zh', new.person ->> 'name_en');
  end if;
  return null;
end $$;
create trigger add_invited_person_at_once after insert on account_invitation
  for each row when (new.kind = 'developer' and new.person is not null and new.approved_at is not null)
  execute function add_invited_person();
create trigger add_invited_person after update of approved_at on account_invitation
  for each row when (old.person is not null and old.approved_at is null and new.approved_at is not null)
  execute function add_invited_person();

-- What `civic bootstrap` has changed.
create table bootstrap_run (
  id uuid primary key,
  run_at timestamptz not null,
  file_sha256 text not null,
  changes jsonb not null
);

-- The issuer's own pages for officials, admins and developers, as a client without token.
alter table app drop constraint app_kind_check, drop constraint app_public_check;
alter table app
  add constraint app_kind_check check (kind in ('partner', 'console', 'studio', 'cli', 'my-data', 'account')),
  add constraint app_public_check check ((auth_method = 'none') = (kind in ('studio', 'cli', 'my-data', 'account')));
insert into app (client_id, kind, name_zh, name_en, platform, homepage, redirect_uris, approved_scopes, purposes, position,
                 state, auth_method)
  values ('civic-account', 'account', '账户安全', 'Account security', 'Web', 'https://civic-graph.example/', '{}', '{}', '{}', 903,
          'approved', 'none')
  on conflict (client_id) do nothing;

-- Sessions and grants of one person, to end them all.
create index oidc_payload_account on oidc_payload ((payload ->> 'accountId')) where model in ('Session', 'Grant');
