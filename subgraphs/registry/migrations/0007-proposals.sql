-- Releases that somebody proposes to the agency of a subgraph. Nothing here is ever rolled out: the agency publishes itself.

CREATE TABLE proposal (
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  check_id uuid NOT NULL REFERENCES schema_check,
  subgraph text NOT NULL,
  -- The agency that the subgraph was admitted for, and that decides.
  agency text NOT NULL,
  release char(64) NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  description text NOT NULL CHECK (length(description) BETWEEN 1 AND 5000),
  author_kind text NOT NULL CHECK (author_kind IN ('official', 'admin', 'developer')),
  author text NOT NULL,
  author_agency text CHECK ((author_agency IS NOT NULL) = (author_kind = 'official')),
  author_developer text CHECK ((author_developer IS NOT NULL) = (author_kind = 'developer')),
  proposed_at timestamptz NOT NULL,
  FOREIGN KEY (subgraph, agency) REFERENCES subgraph (name, agency),
  FOREIGN KEY (subgraph, agency, release) REFERENCES subgraph_release (subgraph, agency, version)
);
CREATE INDEX proposal_by_agency ON proposal (agency, number DESC);
CREATE INDEX proposal_by_author_agency ON proposal (author_agency, number DESC);
CREATE INDEX proposal_by_developer ON proposal (author_developer, number DESC);

-- What an author has asked to be checked: a check takes seconds, also where no proposal comes of it.
CREATE TABLE proposal_attempt (
  author text NOT NULL,
  release char(64) NOT NULL,
  attempted_at timestamptz NOT NULL
);
CREATE INDEX proposal_attempt_by_author ON proposal_attempt (author, attempted_at);

CREATE TABLE proposal_comment (
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal bigint NOT NULL REFERENCES proposal,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  author_kind text NOT NULL CHECK (author_kind IN ('official', 'admin', 'developer')),
  author text NOT NULL,
  author_agency text CHECK ((author_agency IS NOT NULL) = (author_kind = 'official')),
  author_developer text CHECK ((author_developer IS NOT NULL) = (author_kind = 'developer')),
  written_at timestamptz NOT NULL
);
CREATE INDEX proposal_comment_by_proposal ON proposal_comment (proposal, number);
CREATE INDEX proposal_comment_by_author ON proposal_comment (author, written_at);

-- One decision each, for good.
CREATE TABLE proposal_decision (
  proposal bigint NOT NULL PRIMARY KEY REFERENCES proposal,
  decision text NOT NULL CHECK (decision IN ('accepted', 'declined', 'withdrawn')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  subject_kind text NOT NULL CHECK (subject_kind IN ('official', 'admin', 'developer')),
  subject text NOT NULL,
  subject_agency text CHECK ((subject_agency IS NOT NULL) = (subject_kind = 'official')),
  decided_at timestamptz NOT NULL,
  -- A developer does not decide, but may take back.
  CHECK (decision = 'withdrawn' OR subject_kind <> 'developer')
);

-- A fault in the service does not let another agency decide.
CREATE FUNCTION require_owner_of_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted record;
BEGIN
  SELECT agency, author INTO wanted FROM proposal WHERE number = NEW.proposal;
  IF NEW.decision = 'withdrawn' AND NEW.subject <> wanted.author THEN
    RAISE EXCEPTION 'proposal %: only its author can withdraw it', NEW.proposal USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision <> 'withdrawn' AND NEW.subject_agency <> wanted.agency THEN
    RAISE EXCEPTION 'proposal %: another agency decides', NEW.proposal USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposal_decision_by_owner BEFORE INSERT ON proposal_decision
  FOR EACH ROW EXECUTE FUNCTION require_owner_of_proposal();

CREATE TRIGGER proposal_append_only BEFORE UPDATE OR DELETE ON proposal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_attempt_append_only BEFORE UPDATE OR DELETE ON proposal_attempt
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_comment_append_only BEFORE UPDATE OR DELETE ON proposal_comment
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_decision_append_only BEFORE UPDATE OR DELETE ON proposal_decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_no_truncate BEFORE TRUNCATE ON proposal EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_attempt_no_truncate BEFORE TRUNCATE ON proposal_attempt EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_comment_no_truncate BEFORE TRUNCATE ON proposal_comment EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_decision_no_truncate BEFORE TRUNCATE ON proposal_decision
  EXECUTE FUNCTION refuse_change();
