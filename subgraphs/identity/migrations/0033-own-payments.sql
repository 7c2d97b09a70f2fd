-- The citizens' pages read payments at a gateway with tokens of their own, which may run one operation only. Their purpose is the right
-- of access; it is no row of "purpose", because no app can have it.
update app set held_to_safelist = true, purposes = '{own-access}' where client_id = 'civic-my-data';
