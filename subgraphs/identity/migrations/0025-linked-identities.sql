-- Accounts of people at upstream OpenID Connect providers, and who they are here. Only a keyed digest of the upstream `sub` is
-- stored, so that neither a copy of this table nor the provider tells who signs in. One row per provider, subject and kind of
-- person, also after the person has unlinked it: otherwise the next sign-in would link it again.
create table linked_identity (
  id uuid primary key,
  provider text not null,
  subject_digest text not null,
  citizen_key text references citizen on delete cascade,
  -- A link ends with its person, so that a later person with the same id does not inherit it.
  official text references official on delete cascade,
  developer text references developer on delete cascade,
  linked_at timestamptz not null,
  last_used_at timestamptz not null,
  unlinked_at timestamptz,
  check (num_nonnulls(citizen_key, official, developer) = 1)
);
create unique index linked_identity_citizen on linked_identity (provider, subject_digest) where citizen_key is not null;
create unique index linked_identity_official on linked_identity (provider, subject_digest) where official is not null;
create unique index linked_identity_developer on linked_identity (provider, subject_digest) where developer is not null;
create index linked_identity_of_citizen on linked_identity (citizen_key, linked_at) where citizen_key is not null;

-- Sign-ins through a linked identity. Sessions and grants name theirs, so that they end with it.
create table upstream_sign_in (
  id uuid primary key,
  linked_identity uuid not null references linked_identity on delete cascade,
  -- Digest of the provider's session (`sid`), which a logout token may name.
  session_digest text,
  signed_in_at timestamptz not null,
  ended_at timestamptz,
  expires_at timestamptz not null
);
create index upstream_sign_in_identity on upstream_sign_in (linked_identity);
create index upstream_sign_in_expiry on upstream_sign_in (expires_at);

alter table grant_circumstance add column upstream_sign_in uuid;
create index grant_circumstance_sign_in on grant_circumstance (upstream_sign_in) where upstream_sign_in is not null;
create index oidc_payload_sign_in on oidc_payload ((payload -> 'amr' ->> 0)) where model = 'Session';

-- Requests to providers that wait for their answer: at most one per interaction. Nonce and PKCE verifier are derived from the
-- state, of which only the digest is stored.
create table upstream_attempt (
  interaction text primary key,
  state_digest text not null unique,
  provider text not null,
  -- Greatest age of the sign-in at the provider, in seconds.
  max_age integer not null check (max_age >= 0),
  started_at timestamptz not null,
  expires_at timestamptz not null
);
create index upstream_attempt_expiry on upstream_attempt (expires_at);

-- Logout tokens that were accepted, so that none is used twice (OpenID Connect Back-Channel Logout 1.0, section 2.6).
create table upstream_logout (
  provider text not null,
  jti_digest text not null,
  expires_at timestamptz not null,
  primary key (provider, jti_digest)
);
create index upstream_logout_expiry on upstream_logout (expires_at);
