-- The civil registry as this service stores it, the agencies and apps of the platform, and the consents.
-- Times are UTC; dates of birth are civil dates without a zone.

create table agency (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  homepage text not null,
  phone text not null,
  position smallint not null
);

-- "key" is the internal citizen key. Only gateways and subgraphs see it; apps see pairwise ids.
create table citizen (
  key text primary key,
  login_name text not null unique,
  assurance text not null check (assurance in ('substantial', 'high'))
);

-- One row per fact, because each fact has its own source and date (the Myinfo envelope).
create table citizen_fact (
  citizen_key text not null references citizen on delete cascade,
  fact text not null check (fact in ('name', 'phone', 'email', 'birth_date', 'address', 'region')),
  value text not null,
  source text not null references agency,
  updated_at timestamptz not null,
  primary key (citizen_key, fact)
);
create index citizen_fact_name on citizen_fact (value text_pattern_ops) where fact = 'name';

-- Data class C4: separate from all data that queries read, so that no join can publish it by accident.
create table citizen_national_id (
  citizen_key text primary key references citizen on delete cascade,
  id_number text not null unique
);

create table official (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('operator', 'admin')),
  agency text references agency,
  roles text[] not null,
  scopes text[] not null,
  check ((kind = 'operator') = (agency is not null))
);

create table purpose (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  lawful_basis text not null
);

-- An OAuth client. Only the SHA-256 of the secret is stored: the secret is random, so it needs no slow hash.
create table app (
  client_id text primary key,
  kind text not null check (kind in ('partner', 'console')),
  name_zh text not null,
  name_en text not null,
  platform text not null,
  homepage text not null,
  redirect_uris text[] not null,
  secret_sha256 text not null,
  approved_scopes text[] not null,
  purposes text[] not null,
  position smallint not null
);

-- GovStack Consent: of a record, only the status changes; a new decision is a new revision.
create table consent (
  id text primary key,
  citizen_key text not null references citizen on delete cascade,
  client_id text not null references app,
  purpose text not null references purpose,
  scopes text[] not null,
  lawful_basis text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  revision integer not null check (revision > 0),
  status text not null check (status in ('active', 'superseded', 'withdrawn')),
  unique (citizen_key, client_id, purpose, revision)
);
create unique index consent_one_active on consent (citizen_key, client_id, purpose) where status = 'active';
