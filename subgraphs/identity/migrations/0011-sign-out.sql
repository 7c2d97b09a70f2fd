-- The grants that end at sign-out: all grants of the session, except those that allow use while the citizen
-- is absent. Each authorization request makes its own grant, and the provider remembers only the last one.
alter table grant_circumstance add column ends_with_session text;
create index grant_circumstance_session on grant_circumstance (ends_with_session) where ends_with_session is not null;
