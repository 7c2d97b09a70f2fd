-- Developers who sign up by themselves. Until an admin has verified their organisation, they cannot submit a request for access. All
-- developers so far were added by the operator or invited by an admin.
alter table developer
  add column contact text,
  add column self_signed_up boolean not null default false,
  add column verified_at timestamptz,
  -- Pairwise subject of the admin at the platform's own clients.
  add column verified_by text,
  add check ((verified_at is null) = (verified_by is null));

-- As in 0028, and with what a person who signs up says; "self" cannot be an admin's subject.
create or replace function add_invited_person() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.kind = 'official' then
    insert into official (id, name_zh, name_en, kind, agency, roles, scopes)
      values (new.account, new.person ->> 'name_zh', new.person ->> 'name_en',
              case when new.agency is null then 'admin' else 'operator' end, new.agency,
              array(select jsonb_array_elements_text(new.person -> 'roles')),
              array(select jsonb_array_elements_text(new.person -> 'scopes')));
  else
    insert into developer (id, name_zh, name_en, contact, self_signed_up)
      values (new.account, new.person ->> 'name_zh', new.person ->> 'name_en', new.person ->> 'contact',
              new.requested_by = 'self');
  end if;
  return null;
end $$;

-- Counts sign-ups of the last hour.
create index account_invitation_self on account_invitation (requested_at) where requested_by = 'self';
