-- State of the OpenID provider: sessions, codes, refresh tokens, grants, interactions.
-- "id" of codes and refresh tokens is their SHA-256, so a copy of this table gives access to nothing.
create table oidc_payload (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (model, id)
);
create index oidc_payload_grant on oidc_payload (grant_id) where grant_id is not null;
create index oidc_payload_uid on oidc_payload (uid) where uid is not null;
create index oidc_payload_expiry on oidc_payload (expires_at);

-- The circumstances in which a grant was given; every token of the grant repeats them as claims.
create table grant_circumstance (
  grant_id text primary key,
  purpose text,
  assurance text not null,
  expires_at timestamptz not null
);
create index grant_circumstance_expiry on grant_circumstance (expires_at);

-- Signing keys, with the private part sealed. A key is published from its creation and signs from
-- "signs_from".
create table signing_key (
  kid text primary key,
  sealed_jwk text not null,
  created_at timestamptz not null,
  signs_from timestamptz not null
);
