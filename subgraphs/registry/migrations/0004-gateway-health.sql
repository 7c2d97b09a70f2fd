-- How gateways fare with a rollout, as they report it. Unlike what was published, these rows are overwritten and forgotten.
CREATE TABLE gateway_health (
  sequence bigint NOT NULL REFERENCES rollout,
  gateway text COLLATE "C" NOT NULL,
  -- The version that the rollout assigns to the gateway.
  supergraph char(64) NOT NULL,
  requests integer NOT NULL CHECK (requests >= 0),
  failed integer NOT NULL CHECK (failed BETWEEN 0 AND requests),
  -- Why the gateway cannot load the version; null where it serves it.
  refusal text,
  first_report_at timestamptz NOT NULL,
  last_report_at timestamptz NOT NULL,
  PRIMARY KEY (sequence, gateway)
);
CREATE INDEX gateway_health_by_last_report ON gateway_health (last_report_at);

-- The same in slices of time, while a canary is compared with the other gateways. A crash may empty it: reports go on.
CREATE UNLOGGED TABLE gateway_traffic (
  sequence bigint NOT NULL,
  slice timestamptz NOT NULL,
  gateway text COLLATE "C" NOT NULL,
  supergraph char(64) NOT NULL,
  requests integer NOT NULL,
  failed integer NOT NULL,
  PRIMARY KEY (sequence, slice, gateway)
);

-- The registry rolls a canary back by itself: then nobody has started the rollout.
ALTER TABLE rollout ALTER COLUMN subject DROP NOT NULL;
ALTER TABLE rollout ADD CHECK (subject IS NOT NULL OR cause = 'rollback');
