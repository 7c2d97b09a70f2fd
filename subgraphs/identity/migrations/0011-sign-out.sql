-- Which grants end when somebody signs out: all that were given in that session, but for those that an app may use while
-- nobody is there. Each authorization request makes a grant of its own, and the provider remembers the last one alone.
alter table grant_circumstance add column ends_with_session text;
create index grant_circumstance_session on grant_circumstance (ends_with_session) where ends_with_session is not null;
