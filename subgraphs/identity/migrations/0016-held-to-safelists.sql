-- An app that every gateway refuses all operations but those that it was approved for. Otherwise that is for each gateway's
-- configuration to say.
alter table app add column held_to_safelist boolean not null default false;

-- Gateways hear of a change of any app's safelist, or of who is held to his, in the order of everything else.
alter table revocation drop constraint revocation_kind_check;
alter table revocation add check (kind in ('consent', 'grant', 'client', 'switch', 'safelist'));
create index revocation_safelist on revocation (number) where kind = 'safelist';
