-- Digests of entries, by which a citizen proves that a record is in its chain without seeing other entries
-- (docs/explanation/adr/0078). Null for entries whose hash covers the text itself, as in earlier versions.
alter table access_record add column digest text;

-- Entries of a chain about the journal itself, of which proofs need the hashes only.
create table access_note (
  chain text not null references access_chain,
  number bigint not null,
  hash text not null,
  digest text,
  primary key (chain, number)
);
