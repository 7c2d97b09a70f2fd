-- For an agency's own page of records, newest first. Without these indexes, a search for an agency whose
-- fields are rarely read would read all records. One index per subgraph, with only the records that name it.
create index access_record_identity on access_record (time desc, hash desc) where jsonb_exists(fields, 'identity');
create index access_record_transport on access_record (time desc, hash desc) where jsonb_exists(fields, 'transport');
create index access_record_payments on access_record (time desc, hash desc) where jsonb_exists(fields, 'payments');
create index access_record_statistics on access_record (time desc, hash desc) where jsonb_exists(fields, 'statistics');
