-- The late fee of the notice when the payment was begun, which its payer was shown. Where his money comes after another attempt
-- was shown a larger one, it pays the notice off all the same. Null for payments that were begun before this was kept.
ALTER TABLE payment_notice ADD COLUMN late_fee_shown_minor bigint CHECK (late_fee_shown_minor >= 0);
