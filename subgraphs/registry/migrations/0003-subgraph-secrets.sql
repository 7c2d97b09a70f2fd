-- Secrets that agencies share with the gateways, sealed under a key outside the database. The latest one of
-- the subgraph's own agency applies.
CREATE TABLE subgraph_secret (
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subgraph text NOT NULL,
  agency text NOT NULL,
  sealed text NOT NULL,
  subject text NOT NULL,
  handed_over_at timestamptz NOT NULL
);
CREATE INDEX subgraph_secret_by_subgraph ON subgraph_secret (subgraph, agency, number DESC);

CREATE TRIGGER subgraph_secret_append_only BEFORE UPDATE OR DELETE ON subgraph_secret
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subgraph_secret_no_truncate BEFORE TRUNCATE ON subgraph_secret EXECUTE FUNCTION refuse_change();

CREATE FUNCTION tell_of_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('rollout', 'secrets');
  RETURN NULL;
END $$;
CREATE TRIGGER subgraph_secret_told AFTER INSERT ON subgraph_secret FOR EACH ROW EXECUTE FUNCTION tell_of_secret();
-- An admission activates a secret that was supplied before.
CREATE TRIGGER subgraph_told AFTER INSERT ON subgraph FOR EACH ROW EXECUTE FUNCTION tell_of_secret();
