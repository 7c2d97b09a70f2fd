-- The Studio as a client of the platform's own: officials, developers and admins sign in there. Its address and its secret are settings
-- that gateways and the issuer share, so they are not in this table.
alter table app drop constraint app_kind_check, drop constraint app_public_check;
alter table app
  add constraint app_kind_check check (kind in ('partner', 'console', 'studio', 'cli', 'my-data')),
  add constraint app_public_check check ((auth_method = 'none') = (kind in ('studio', 'cli', 'my-data')));
insert into app (client_id, kind, name_zh, name_en, platform, homepage, redirect_uris, approved_scopes, purposes, position,
                 state, auth_method)
  values ('civic-studio', 'studio', '政务工作台', 'Civic Studio', 'Web', 'https://civic-graph.example/', '{}', '{}', '{}', 902,
          'approved', 'none')
  on conflict (client_id) do nothing;
