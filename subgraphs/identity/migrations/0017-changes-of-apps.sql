-- What a transition changed in the app; null if it changed only the approval.
alter table app_transition add column changed text[];

-- Redirect URIs and purposes that a developer proposes. For an app that agencies have reviewed, the proposal
-- waits for a review. At most one is pending.
create table app_change (
  client_id text primary key references app,
  proposed_at timestamptz not null,
  -- Null: unchanged.
  redirect_uris text[],
  -- [{purpose, statement}]; null: unchanged.
  purposes jsonb,
  check (redirect_uris is not null or purposes is not null)
);
