-- What gateways must be told: access tokens are judged by their signature alone, until somebody says that what they rest
-- on is gone. Written in the same transaction as what it tells of; a row is of no use once the last such token has expired.
create table revocation (
  number integer generated always as identity primary key,
  kind text not null check (kind in ('consent', 'grant', 'client')),
  id text not null,
  -- Tokens issued before this moment; null for all. A client can come back, a consent or a grant cannot.
  issued_before timestamptz,
  expires_at timestamptz not null
);
create index revocation_expiry on revocation (expires_at);
