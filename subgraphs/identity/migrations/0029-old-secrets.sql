-- An app's old secret may still work for some hours after it was replaced, so that a deployment does not interrupt sign-ins.
alter table app
  add column old_secret_sha256 text,
  add column old_secret_until timestamptz,
  add constraint app_old_secret_check check ((old_secret_sha256 is null) = (old_secret_until is null));
