-- Statistics for what has grown fast. The database looks at a table by itself once a minute at best;
-- a month's first records come thousands a second, and until then it would guess how to find them.

CREATE FUNCTION analyze_grown() RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp
AS $$
DECLARE
  grown regclass;
  analyzed integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('${flyway:defaultSchema}.analyze_grown')) THEN
    RETURN 0;
  END IF;
  FOR grown IN
    SELECT oid FROM pg_class
    WHERE relnamespace = to_regnamespace('"${flyway:defaultSchema}"') AND relkind = 'r'
      AND (relname IN ('leaf', 'session', 'tile') OR relname ~ '^(record|argument_text)_')
      AND pg_relation_size(oid) > 8 * greatest(relpages, 8) * current_setting('block_size')::bigint
  LOOP
    EXECUTE format('ANALYZE %s', grown);
    analyzed := analyzed + 1;
  END LOOP;
  RETURN analyzed;
END $$;
COMMENT ON FUNCTION analyze_grown IS 'Takes statistics of tables that are eight times as large as when that was last done, and gives how many. Changes no row.';

REVOKE ALL ON FUNCTION analyze_grown FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_grown TO ${role};
