-- An agency's own reference of a notice, so that a file of notices sent twice, or again after a crash, issues
-- none twice.
ALTER TABLE notice ADD COLUMN reference text CHECK (length(reference) BETWEEN 1 AND 64);
CREATE UNIQUE INDEX notice_by_reference ON notice (agency, reference) WHERE reference IS NOT NULL;
