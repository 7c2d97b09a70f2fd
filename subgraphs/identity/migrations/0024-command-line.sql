-- The command line as a client of the platform's own (RFC 8628). It runs on machines of officials and developers, so it keeps no
-- secret: what it may do is decided by who signs in.
alter table app drop constraint app_kind_check, drop constraint app_auth_method_check, drop constraint app_check;
alter table app
  add constraint app_kind_check check (kind in ('partner', 'console', 'cli')),
  add constraint app_auth_method_check check (auth_method in ('client_secret_basic', 'private_key_jwt', 'none')),
  add constraint app_secret_check check (auth_method <> 'client_secret_basic' or secret_sha256 is not null),
  add constraint app_public_check check ((auth_method = 'none') = (kind = 'cli'));
insert into app (client_id, kind, name_zh, name_en, platform, homepage, redirect_uris, approved_scopes, purposes, position,
                 state, auth_method)
  values ('civic-cli', 'cli', '政务数据命令行', 'Civic command line', 'CLI', 'https://civic-graph.example/', '{}', '{}', '{}', 900,
          'approved', 'none')
  on conflict do nothing;

-- A page finds the request of a device by what a person types.
create index oidc_payload_user_code on oidc_payload ((payload ->> 'userCode')) where model = 'DeviceCode';

-- Codes that were typed at a site, so that nobody guesses one (RFC 8628, section 5.1). The site is a digest of its address.
create table user_code_attempt (
  site text primary key,
  attempts integer not null,
  expires_at timestamptz not null
);

-- Programs of an agency that publish one of its subgraphs, such as its CI (RFC 7523). What they may do is no setting. A program
-- ends with the official who answers for it.
create table machine_client (
  client_id text primary key check (client_id ~ '^ci-[a-z0-9-]+$'),
  agency text not null references agency,
  subgraph text not null,
  -- A public key.
  jwk jsonb not null check (not jwk ?| array['d', 'k', 'p', 'q']),
  -- RFC 7638; a key names one program.
  thumbprint text not null unique,
  registered_by text not null references official on delete cascade,
  -- That official's pairwise subject at the platform's own clients.
  registered_by_subject text not null,
  registered_at timestamptz not null,
  removed_at timestamptz,
  removed_by_subject text,
  check ((removed_at is null) = (removed_by_subject is null))
);
create index machine_client_agency on machine_client (agency, registered_at);
