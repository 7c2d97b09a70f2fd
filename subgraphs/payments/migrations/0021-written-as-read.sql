-- A statement may be built from earlier reads without locks. At its end it calls this function with the
-- conditions under which those reads still hold; if one fails, the whole statement is refused and nothing is
-- written.
CREATE FUNCTION require_as_read(holds boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF holds IS NOT TRUE THEN
    RAISE EXCEPTION 'what this was composed from has changed' USING ERRCODE = 'serialization_failure';
  END IF;
END $$;
