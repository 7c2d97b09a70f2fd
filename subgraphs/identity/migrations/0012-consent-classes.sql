-- The class of data that the citizen was shown for each scope, in the order of "scopes": a consent to personal data is none
-- to what has become sensitive since. Null in revisions from before this.
alter table consent
  add column data_classes text[],
  add check (data_classes is null or cardinality(data_classes) = cardinality(scopes)),
  add check (data_classes <@ array['C0', 'C1', 'C2', 'C3']);
