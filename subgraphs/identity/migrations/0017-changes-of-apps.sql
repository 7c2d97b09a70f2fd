-- What a transition has changed about the app; null where it changed the approval alone.
alter table app_transition add column changed text[];

-- Where codes are sent and what data is used for, as a developer wants it to be from now on: of an app that agencies have
-- looked at it waits until somebody has looked at that. One at a time.
create table app_change (
  client_id text primary key references app,
  proposed_at timestamptz not null,
  -- Null: stays as it is.
  redirect_uris text[],
  -- [{purpose, statement}]; null: stays as it is.
  purposes jsonb,
  check (redirect_uris is not null or purposes is not null)
);
