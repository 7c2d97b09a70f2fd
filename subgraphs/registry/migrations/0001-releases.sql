-- Published releases, the supergraphs composed from them, and the versions that gateways serve. Append-only:
-- a rollback is a new rollout of an old version.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- A name in the supergraph belongs to the agency that it was admitted for.
CREATE TABLE subgraph (
  name text NOT NULL PRIMARY KEY,
  agency text NOT NULL,
  admitted_at timestamptz NOT NULL,
  admitted_by text NOT NULL,
  UNIQUE (name, agency)
);

-- The content of a release, by its SHA-256. A row means that it was received, not that it was published.
CREATE TABLE subgraph_release (
  version char(64) NOT NULL PRIMARY KEY CHECK (version ~ '^[0-9a-f]{64}$'),
  subgraph text NOT NULL,
  agency text NOT NULL,
  schema text NOT NULL,
  manifest text NOT NULL,
  policy_cases text,
  received_at timestamptz NOT NULL,
  UNIQUE (subgraph, agency, version)
);

CREATE TABLE supergraph_version (
  version char(64) NOT NULL PRIMARY KEY CHECK (version ~ '^[0-9a-f]{64}$'),
  sdl text NOT NULL,
  -- Number of its releases, so that none can be missing or added later.
  releases smallint NOT NULL CHECK (releases > 0),
  composed_at timestamptz NOT NULL
);

CREATE TABLE supergraph_release (
  supergraph char(64) NOT NULL REFERENCES supergraph_version,
  subgraph text NOT NULL,
  agency text NOT NULL,
  release char(64) NOT NULL,
  PRIMARY KEY (supergraph, subgraph),
  -- Only an admitted subgraph is served, and only with releases of its own agency.
  FOREIGN KEY (subgraph, agency) REFERENCES subgraph (name, agency),
  FOREIGN KEY (subgraph, agency, release) REFERENCES subgraph_release (subgraph, agency, version)
);
CREATE INDEX supergraph_release_by_release ON supergraph_release (release);

CREATE FUNCTION check_supergraph_releases() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted char(64) := CASE TG_TABLE_NAME WHEN 'supergraph_version' THEN to_jsonb(NEW) ->> 'version'
                                        ELSE to_jsonb(NEW) ->> 'supergraph' END;
BEGIN
  IF (SELECT releases FROM supergraph_version WHERE version = wanted) IS DISTINCT FROM
     (SELECT count(*)::smallint FROM supergraph_release WHERE supergraph = wanted)
  THEN
    RAISE EXCEPTION 'supergraph %: has other releases than it was composed of', wanted
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER supergraph_version_is_whole AFTER INSERT ON supergraph_version
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_supergraph_releases();
CREATE CONSTRAINT TRIGGER supergraph_release_is_whole AFTER INSERT ON supergraph_release
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_supergraph_releases();

-- The version that gateways serve: the last row applies.
CREATE TABLE rollout (
  sequence bigint NOT NULL PRIMARY KEY CHECK (sequence > 0),
  supergraph char(64) NOT NULL REFERENCES supergraph_version,
  -- Version of the gateways outside the canary.
  previous char(64) REFERENCES supergraph_version,
  canary_percent smallint NOT NULL CHECK (canary_percent BETWEEN 1 AND 100),
  cause text NOT NULL CHECK (cause IN ('publish', 'widen', 'rollback')),
  subject text NOT NULL,
  -- Null for the platform's admin.
  agency text,
  reason text,
  started_at timestamptz NOT NULL,
  CHECK (canary_percent = 100 OR previous IS NOT NULL),
  CHECK (cause <> 'rollback' OR reason IS NOT NULL)
);

-- Gateways refuse a sequence lower than theirs, so a lower one would never be served.
CREATE FUNCTION refuse_lower_sequence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM rollout WHERE sequence >= NEW.sequence) THEN
    RAISE EXCEPTION 'rollout %: a rollout of this or a higher sequence exists', NEW.sequence
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rollout_in_sequence BEFORE INSERT ON rollout
  FOR EACH ROW EXECUTE FUNCTION refuse_lower_sequence();

-- Wakes waiting gateways, in the transaction that starts the rollout.
CREATE FUNCTION tell_of_rollout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('rollout', 'last');
  RETURN NULL;
END $$;
CREATE TRIGGER rollout_told AFTER INSERT ON rollout FOR EACH ROW EXECUTE FUNCTION tell_of_rollout();

-- Every public key that has ever signed, so that stored artifacts can be verified after a rotation.
CREATE TABLE signing_key (
  kid text NOT NULL PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  first_used_at timestamptz NOT NULL
);

CREATE TRIGGER subgraph_append_only BEFORE UPDATE OR DELETE ON subgraph
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subgraph_release_append_only BEFORE UPDATE OR DELETE ON subgraph_release
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supergraph_version_append_only BEFORE UPDATE OR DELETE ON supergraph_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supergraph_release_append_only BEFORE UPDATE OR DELETE ON supergraph_release
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rollout_append_only BEFORE UPDATE OR DELETE ON rollout
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_key_append_only BEFORE UPDATE OR DELETE ON signing_key
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subgraph_no_truncate BEFORE TRUNCATE ON subgraph EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subgraph_release_no_truncate BEFORE TRUNCATE ON subgraph_release EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supergraph_version_no_truncate BEFORE TRUNCATE ON supergraph_version
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supergraph_release_no_truncate BEFORE TRUNCATE ON supergraph_release
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rollout_no_truncate BEFORE TRUNCATE ON rollout EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_key_no_truncate BEFORE TRUNCATE ON signing_key EXECUTE FUNCTION refuse_change();
