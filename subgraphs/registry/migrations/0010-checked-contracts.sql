-- The schemas of contracts with the checked release, so that gateways do not wait for them after a publish; null: none was computed.
ALTER TABLE schema_check ADD COLUMN contracts jsonb;
