-- The late fee that the payer was shown when the payment began. If the money arrives after an attempt with a
-- larger late fee, it still pays the notice off. Null for payments begun earlier.
ALTER TABLE payment_notice ADD COLUMN late_fee_shown_minor bigint CHECK (late_fee_shown_minor >= 0);
