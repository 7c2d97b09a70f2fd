-- An invented person, of whom an app may try out anything. False for whoever was there before: the demonstration says of
-- its own that they are.
alter table citizen add column synthetic boolean not null default false;

-- The scopes of a token of the sandbox, for which nobody was asked; null for every other.
alter table grant_circumstance add column sandbox_scopes text[];
