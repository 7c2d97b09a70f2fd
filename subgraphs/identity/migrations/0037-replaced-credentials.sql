-- Gateways note in their journals whose secret or keys were replaced lately, because a restored backup has the
-- old ones.
create index app_transition_credentials on app_transition (at) where changed && array['secret', 'keys'];
