-- The issuer's own pages for citizens, as a client: signing in there needs no consent and yields no token, only the issuer's session.
alter table app drop constraint app_kind_check, drop constraint app_public_check;
alter table app
  add constraint app_kind_check check (kind in ('partner', 'console', 'cli', 'my-data')),
  add constraint app_public_check check ((auth_method = 'none') = (kind in ('cli', 'my-data')));
insert into app (client_id, kind, name_zh, name_en, platform, homepage, redirect_uris, approved_scopes, purposes, position,
                 state, auth_method)
  values ('civic-my-data', 'my-data', '我的数据', 'My data', 'Web', 'https://civic-graph.example/', '{}', '{}', '{}', 901,
          'approved', 'none')
  on conflict (client_id) do nothing;

-- Questions of citizens about an access record, one for each record and agency. "subject" is the pseudonym of the record, so a copy
-- of this table identifies nobody. No foreign key to "access_record", whose rows are never removed.
create table access_question (
  id text primary key,
  record text not null,
  subject text not null,
  agency text not null references agency,
  question text not null,
  asked_at timestamptz not null,
  -- The last day for the answer, in the city's time zone.
  due_on date not null,
  answer text,
  answered_at timestamptz,
  -- Subject of the official at the platform's own clients.
  answered_by text,
  unique (record, agency),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create index access_question_subject on access_question (subject, asked_at desc, id desc);
create index access_question_agency on access_question (agency, asked_at, id);
