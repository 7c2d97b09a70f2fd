-- Names printed on a receipt: a payee unit's official names, and a revenue code's Chinese name.
-- Null if the operator has not set it: the receipt then shows the agency's identifier, or the code's other
-- name.
ALTER TABLE payee_unit ADD COLUMN name_zh text, ADD COLUMN name_en text;
ALTER TABLE revenue_code ADD COLUMN name_zh text;
