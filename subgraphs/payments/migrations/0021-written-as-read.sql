-- A statement may be composed from what was read before it, with nothing locked in between. It ends by calling this with the
-- conditions under which that still holds; where they do not, it is refused as a whole, and nothing of it is written.
CREATE FUNCTION require_as_read(holds boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF holds IS NOT TRUE THEN
    RAISE EXCEPTION 'what this was composed from has changed' USING ERRCODE = 'serialization_failure';
  END IF;
END $$;
