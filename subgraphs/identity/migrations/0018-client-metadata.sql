-- An app's settings for its tokens and the issuer (RFC 9449, section 5.2; OpenID Connect Back-Channel Logout
-- 1.0, section 2.2).
alter table app
  add column dpop_bound_access_tokens boolean not null default false,
  add column backchannel_logout_uri text;
