-- Revocations for the gateways, which otherwise check only the signature of an access token. Written in the
-- same transaction as the change; a row is no longer needed once the last affected token has expired.
create table revocation (
  number integer generated always as identity primary key,
  kind text not null check (kind in ('consent', 'grant', 'client')),
  id text not null,
  -- Tokens issued before this time; null for all. A client can be reinstated, a consent or a grant cannot.
  issued_before timestamptz,
  expires_at timestamptz not null
);
create index revocation_expiry on revocation (expires_at);
