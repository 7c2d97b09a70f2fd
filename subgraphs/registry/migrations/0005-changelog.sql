-- What each rollout changed for those who call the graph, against the rollout before it.

-- A row says that the two were compared, also where nothing was found.
CREATE TABLE changelog (
  rollout bigint NOT NULL PRIMARY KEY REFERENCES rollout,
  -- How many changes were found; the list is cut.
  total integer NOT NULL CHECK (total >= 0),
  compared_at timestamptz NOT NULL
);

CREATE TABLE change (
  rollout bigint NOT NULL REFERENCES changelog,
  -- Place in the list, the most important first.
  number smallint NOT NULL CHECK (number > 0),
  kind text NOT NULL,
  coordinate text,
  data_class text,
  -- Date of a deprecated field's removal.
  sunset_on date,
  message text NOT NULL,
  -- Names of the subgraphs behind the element.
  subgraphs text[] NOT NULL,
  PRIMARY KEY (rollout, number)
);
CREATE INDEX change_latest_first ON change (rollout DESC, number);
CREATE INDEX change_by_subgraph ON change USING gin (subgraphs);

CREATE TRIGGER changelog_append_only BEFORE UPDATE OR DELETE ON changelog
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE ON change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER changelog_no_truncate BEFORE TRUNCATE ON changelog EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_no_truncate BEFORE TRUNCATE ON change EXECUTE FUNCTION refuse_change();
