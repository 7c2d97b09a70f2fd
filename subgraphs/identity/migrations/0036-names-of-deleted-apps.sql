-- The name of a deleted app may be free again; which one is, the service decides
-- (src/partners/names-in-use.ts).
drop index app_name_zh;
drop index app_name_en;
create unique index app_name_zh on app (lower(name_zh)) where state <> 'deleted';
create unique index app_name_en on app (lower(name_en)) where state <> 'deleted';
