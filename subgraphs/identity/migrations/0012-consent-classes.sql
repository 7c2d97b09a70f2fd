-- The data class that the citizen was shown for each scope, in the order of "scopes": a consent to personal
-- data does not cover data that has since become sensitive. Null in earlier revisions.
alter table consent
  add column data_classes text[],
  add check (data_classes is null or cardinality(data_classes) = cardinality(scopes)),
  add check (data_classes <@ array['C0', 'C1', 'C2', 'C3']);
