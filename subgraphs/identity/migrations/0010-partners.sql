-- Apps that partners register themselves: their owners, their credentials, and the state of their approval.
create table developer (
  id text primary key,
  name_zh text not null,
  name_en text not null
);

alter table app
  add column state text not null default 'draft'
    check (state in ('draft', 'submitted', 'approved-in-part', 'approved', 'refused', 'suspended')),
  -- Null for the platform's own clients and for apps that the city itself has set up.
  add column developer text references developer,
  add column contact text,
  add column auth_method text not null default 'client_secret_basic'
    check (auth_method in ('client_secret_basic', 'private_key_jwt')),
  add column jwks jsonb,
  add column jwks_uri text,
  alter column secret_sha256 drop not null,
  alter column position type integer,
  add check (auth_method = 'private_key_jwt' or secret_sha256 is not null),
  add check ((auth_method = 'private_key_jwt') = (jwks is not null or jwks_uri is not null));
-- Earlier apps were approved by hand.
update app set state = 'approved';
create index app_developer on app (developer, position);
-- Two apps with the same name would be indistinguishable on the consent page.
create unique index app_name_zh on app (lower(name_zh));
create unique index app_name_en on app (lower(name_en));
create sequence app_position start 1000;

-- The developer's statement of the purpose, next to the platform's own text for it.
create table purpose_statement (
  client_id text not null references app,
  purpose text not null references purpose,
  statement text not null,
  primary key (client_id, purpose)
);

-- History of each app's state. Written in the transaction that changes "app.state".
create table app_transition (
  number integer generated always as identity primary key,
  client_id text not null references app,
  event text not null,
  from_state text,
  to_state text not null,
  at timestamptz not null,
  actor text not null check (actor in ('developer', 'agency', 'admin', 'platform')),
  -- The person's pairwise subject at the platform's console; null for the platform itself.
  actor_subject text,
  agency text references agency,
  reason text,
  check ((actor = 'agency') = (agency is not null))
);
create index app_transition_client on app_transition (client_id, number);

create function app_transition_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'transitions of apps are only added, never changed or removed';
end $$;
create trigger app_transition_append_only before update or delete or truncate on app_transition
  for each statement execute function app_transition_is_append_only();
