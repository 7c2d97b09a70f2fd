-- Checks before a publish, requests to publish, and approvals. Append-only like the rest.

CREATE INDEX rollout_by_supergraph ON rollout (supergraph);

-- A release checked against the supergraph of that time.
CREATE TABLE schema_check (
  id uuid NOT NULL PRIMARY KEY,
  release char(64) NOT NULL,
  subgraph text NOT NULL,
  agency text NOT NULL,
  base char(64) REFERENCES supergraph_version,
  -- Problems and access changes that the check found.
  report jsonb NOT NULL,
  -- The supergraph with the release; null if the check failed.
  sdl text,
  checked_at timestamptz NOT NULL,
  FOREIGN KEY (subgraph, agency, release) REFERENCES subgraph_release (subgraph, agency, version)
);
CREATE INDEX schema_check_by_release ON schema_check (release, checked_at DESC);

CREATE TABLE publish_request (
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  check_id uuid NOT NULL REFERENCES schema_check,
  subgraph text NOT NULL,
  agency text NOT NULL,
  canary_percent smallint NOT NULL CHECK (canary_percent BETWEEN 1 AND 100),
  -- What another official has to approve.
  needs text[] NOT NULL CHECK (needs <@ ARRAY['new-subgraph', 'access-gain']),
  subject text NOT NULL,
  -- Null for the platform's admin.
  subject_agency text,
  reason text,
  requested_at timestamptz NOT NULL
);
CREATE INDEX publish_request_by_subgraph ON publish_request (subgraph, number DESC);
CREATE INDEX publish_request_by_check ON publish_request (check_id, number DESC);

-- A published request, with its rollout and, if needed, the second official.
CREATE TABLE publish_completion (
  request bigint NOT NULL PRIMARY KEY REFERENCES publish_request,
  rollout bigint NOT NULL UNIQUE REFERENCES rollout,
  approver text,
  approver_agency text,
  approval_reason text,
  completed_at timestamptz NOT NULL,
  CHECK ((approver IS NULL) = (approval_reason IS NULL))
);

-- Four eyes: even a compromised service cannot publish what one person requested and approved.
CREATE FUNCTION require_second_official() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted record;
BEGIN
  SELECT needs, subject INTO wanted FROM publish_request WHERE number = NEW.request;
  IF cardinality(wanted.needs) > 0 AND NEW.approver IS NULL THEN
    RAISE EXCEPTION 'publish request %: nobody has approved it', NEW.request USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.approver = wanted.subject THEN
    RAISE EXCEPTION 'publish request %: was approved by the official who asked for it', NEW.request
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publish_completion_four_eyes BEFORE INSERT ON publish_completion
  FOR EACH ROW EXECUTE FUNCTION require_second_official();

CREATE TRIGGER schema_check_append_only BEFORE UPDATE OR DELETE ON schema_check
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publish_request_append_only BEFORE UPDATE OR DELETE ON publish_request
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publish_completion_append_only BEFORE UPDATE OR DELETE ON publish_completion
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER schema_check_no_truncate BEFORE TRUNCATE ON schema_check EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publish_request_no_truncate BEFORE TRUNCATE ON publish_request EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publish_completion_no_truncate BEFORE TRUNCATE ON publish_completion
  EXECUTE FUNCTION refuse_change();
