-- Who read which citizen's data, as recorded by the gateways. A gateway's records form a hash chain: "count"
-- and "head" are the last position that this service has verified.
create table access_chain (
  chain text primary key,
  -- PEM of the Ed25519 key that signs the chain's checkpoints; the first one is final.
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

-- "subject" is a keyed hash of the citizen's key, so a copy of this table identifies nobody.
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
