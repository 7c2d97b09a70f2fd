-- Heads of gateways' chains that this service has received and signed (docs/how-to/verify-access-records.md).
-- Append-only: a rewritten chain would have to contradict one of them.
create table access_receipt (
  chain text not null,
  count bigint not null,
  head text not null,
  time timestamptz not null,
  signature text not null,
  primary key (chain, count)
);

create function access_receipt_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'access receipts are only added to';
end $$;

create trigger access_receipt_is_append_only
  before update or delete or truncate on access_receipt
  for each statement execute function access_receipt_is_append_only();
