-- Whoever waits for a payment (the subscription paymentUpdated) is told of each step of it, with the transaction that made
-- the step or not at all. Only the id is told: how things stand is read from the tables, by the rules that hold there.

CREATE FUNCTION tell_of_payment_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('payment_event', NEW.payment_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER payment_event_told AFTER INSERT ON payment_event
  FOR EACH ROW EXECUTE FUNCTION tell_of_payment_event();
