-- Developers delete their apps. The row stays: access records and citizens' consents name the app.
alter table app
  drop constraint app_state_check,
  add constraint app_state_check check (
    state in ('draft', 'submitted', 'approved-in-part', 'approved', 'refused', 'suspended', 'deleted')
  );
