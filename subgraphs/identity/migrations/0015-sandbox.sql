-- An invented person, on whom any app may be tried. False for existing citizens; the demo sets it for its
-- own.
alter table citizen add column synthetic boolean not null default false;

-- The scopes of a sandbox token, for which nobody gave consent; null for every other token.
alter table grant_circumstance add column sandbox_scopes text[];
