-- Apps and agencies are told of changes. What is to be told is written with the changelog (an outbox), so that a crash
-- cannot lose it.

CREATE TABLE change_webhook (
  -- `app:<client id>`, `agency:<id>`, or `platform` for its admin.
  recipient text NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL CHECK (length(url) <= 2000),
  -- Only changes of these subgraphs, and only of these fields and their types; empty for all.
  subgraphs text[] NOT NULL,
  fields text[] NOT NULL,
  created_at timestamptz NOT NULL,
  -- When messages could not be delivered for days, or the receiver answered 410.
  disabled_at timestamptz,
  removed_at timestamptz,
  PRIMARY KEY (recipient, id)
);
CREATE UNIQUE INDEX change_webhook_in_use ON change_webhook (recipient, url) WHERE removed_at IS NULL;

CREATE TABLE change_message (
  recipient text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  webhook_id uuid NOT NULL,
  rollout bigint NOT NULL REFERENCES changelog,
  written_at timestamptz NOT NULL,
  -- Null: delivered, or given up.
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  failures smallint NOT NULL DEFAULT 0,
  attempts smallint NOT NULL DEFAULT 0,
  -- The last answer; null where there was none, and `last_problem` says why.
  last_status smallint,
  last_problem text,
  PRIMARY KEY (recipient, id),
  UNIQUE (webhook_id, rollout),
  FOREIGN KEY (recipient, webhook_id) REFERENCES change_webhook (recipient, id)
);
CREATE INDEX change_message_due ON change_message (recipient, next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- Whether a change is about one of these fields or a type of theirs.
CREATE FUNCTION is_change_of(coordinate text, fields text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coordinate IS NULL
      OR split_part(coordinate, '(', 1) = ANY (fields)
      OR split_part(coordinate, '.', 1) = ANY (fields)
      OR coordinate = ANY (SELECT split_part(field, '.', 1) FROM unnest(fields) AS field)
$$;

-- The log of what was told stays.
CREATE TRIGGER change_webhook_stays BEFORE DELETE ON change_webhook FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_message_stays BEFORE DELETE ON change_message FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_webhook_no_truncate BEFORE TRUNCATE ON change_webhook EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_message_no_truncate BEFORE TRUNCATE ON change_message EXECUTE FUNCTION refuse_change();
