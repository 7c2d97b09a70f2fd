-- A receipt is signed by the treasury and by the agency that was paid. Each has its own keys; null is the
-- treasury.
ALTER TABLE receipt_key ADD COLUMN agency text;
