-- Every gateway refuses all operations of this app that are not on its safelist. For other apps, each
-- gateway's configuration decides.
alter table app add column held_to_safelist boolean not null default false;

-- Gateways receive changes to safelists and to this setting in sequence with all other events.
alter table revocation drop constraint revocation_kind_check;
alter table revocation add check (kind in ('consent', 'grant', 'client', 'switch', 'safelist'));
create index revocation_safelist on revocation (number) where kind = 'safelist';
