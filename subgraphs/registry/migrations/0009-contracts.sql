-- Contracts: parts of the schema, chosen by tags, that gateways serve under paths of their own. Append-only: a change adds a revision,
-- and a rollout brings it to the gateways.

CREATE TABLE contract_revision (
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Part of the path, `/contracts/NAME/graphql`.
  name text NOT NULL CHECK (name ~ '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$'),
  is_deleted boolean NOT NULL,
  include_tags text[] NOT NULL,
  exclude_tags text[] NOT NULL,
  hides_unreachable_types boolean NOT NULL,
  subject text NOT NULL,
  reason text CHECK (length(reason) BETWEEN 1 AND 500),
  changed_at timestamptz NOT NULL,
  -- Without a tag it would be the whole schema.
  CHECK (is_deleted OR cardinality(include_tags) + cardinality(exclude_tags) > 0)
);
CREATE INDEX contract_revision_by_name ON contract_revision (name, number DESC);

-- What clients of a contract see, computed once for each supergraph version.
CREATE TABLE contract_schema (
  supergraph char(64) NOT NULL REFERENCES supergraph_version,
  revision bigint NOT NULL REFERENCES contract_revision,
  schema text,
  -- Why the filter leaves no valid schema, and its code.
  problem text,
  code text,
  computed_at timestamptz NOT NULL,
  PRIMARY KEY (supergraph, revision),
  CHECK ((schema IS NULL) = (problem IS NOT NULL)),
  CHECK ((code IS NULL) = (problem IS NULL))
);

-- The revisions that a rollout brings to the gateways, in order.
ALTER TABLE rollout ADD COLUMN contracts bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE rollout DROP CONSTRAINT rollout_cause_check;
ALTER TABLE rollout ADD CONSTRAINT rollout_cause_check CHECK (cause IN ('publish', 'widen', 'rollback', 'contract'));

CREATE TRIGGER contract_revision_append_only BEFORE UPDATE OR DELETE ON contract_revision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contract_schema_append_only BEFORE UPDATE OR DELETE ON contract_schema
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contract_revision_no_truncate BEFORE TRUNCATE ON contract_revision EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contract_schema_no_truncate BEFORE TRUNCATE ON contract_schema EXECUTE FUNCTION refuse_change();
