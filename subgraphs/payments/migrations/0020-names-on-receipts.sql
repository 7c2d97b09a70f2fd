-- What is printed on a receipt: a payee unit's official names, and what a revenue code is called in Chinese.
-- Null where the operator has not said: then the agency's identifier, and the code's other name.
ALTER TABLE payee_unit ADD COLUMN name_zh text, ADD COLUMN name_en text;
ALTER TABLE revenue_code ADD COLUMN name_zh text;
