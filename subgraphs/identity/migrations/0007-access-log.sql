-- Who has read what of whom, as the gateways record it. A gateway's records are a chain of hashes: "count" and "head"
-- are how far this service has followed it.
create table access_chain (
  chain text primary key,
  -- PEM of the Ed25519 key that the chain's checkpoints are signed with; the first one stays.
  public_key text not null,
  count bigint not null,
  head text not null
);

create table access_checkpoint (
  chain text not null references access_chain,
  count bigint not null,
  head text not null,
  time timestamptz not null,
  signature text not null,
  primary key (chain, count)
);

-- "subject" is a keyed hash of the citizen's key: a copy of this table names nobody.
create table access_record (
  hash text primary key,
  chain text not null references access_chain,
  number bigint not null,
  time timestamptz not null,
  subject text,
  app text,
  caller text not null,
  official text,
  official_agency text,
  purpose text,
  consent text,
  scopes text[] not null,
  fields jsonb not null,
  request_id text not null,
  result text not null,
  unique (chain, number)
);
create index access_record_subject on access_record (subject, time desc, hash desc);
create index access_record_time on access_record (time desc, hash desc);
