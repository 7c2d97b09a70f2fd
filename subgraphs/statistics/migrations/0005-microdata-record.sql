-- Unit records, as positions in the code lists of their variables. They are only counted, never read.
-- record_key is pseudo-random; its sum over the records of a cell selects the perturbation of the cell.
CREATE TABLE IF NOT EXISTS microdata_record (
  load LowCardinality(String),
  v1 UInt16, v2 UInt16, v3 UInt16, v4 UInt16, v5 UInt16, v6 UInt16, v7 UInt16, v8 UInt16,
  v9 UInt16, v10 UInt16, v11 UInt16, v12 UInt16, v13 UInt16, v14 UInt16, v15 UInt16, v16 UInt16,
  record_key UInt64
) ENGINE = MergeTree
PARTITION BY load
ORDER BY (v1, v2, v3, v4)
