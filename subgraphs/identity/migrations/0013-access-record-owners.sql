-- An agency's own page of the records, newest first: without these, all records are read for an agency whose fields are
-- hardly ever asked for. One a subgraph, and a record is only in those that it names.
create index access_record_identity on access_record (time desc, hash desc) where jsonb_exists(fields, 'identity');
create index access_record_transport on access_record (time desc, hash desc) where jsonb_exists(fields, 'transport');
create index access_record_payments on access_record (time desc, hash desc) where jsonb_exists(fields, 'payments');
create index access_record_statistics on access_record (time desc, hash desc) where jsonb_exists(fields, 'statistics');
