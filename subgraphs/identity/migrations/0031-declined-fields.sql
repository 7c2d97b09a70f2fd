-- An agency approves its part without some fields. A scope opens all fields behind it: while an app has declined
-- fields, every gateway therefore refuses all operations that are not on its safelist.
alter table app add column declined_fields text[] not null default '{}';

-- [{coordinate, reason}]
alter table access_request_part
  add column declined jsonb not null default '[]',
  add check (declined = '[]' or decision is not distinct from 'approved');

-- Coordinates that the operation reads; null in requests of earlier versions.
alter table requested_operation add column fields text[];
