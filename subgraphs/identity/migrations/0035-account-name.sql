-- The word for an account with which a person signs in, as on all pages.
update app set name_zh = '账号安全' where client_id = 'civic-account';
