-- Subscribers of paymentUpdated are notified of each step of a payment, in the transaction of the step. The
-- notification has only the id: the state is read from the tables, under their own access rules.

CREATE FUNCTION tell_of_payment_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('payment_event', NEW.payment_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER payment_event_told AFTER INSERT ON payment_event
  FOR EACH ROW EXECUTE FUNCTION tell_of_payment_event();
