-- What the services say of themselves is of the class "log", and calls only where a connection is
-- given it. The newest calls are looked for in every partition, from its end: one that has none was
-- read to its begin. An index of the calls there is empty as a rule and costs nothing.

CREATE OR REPLACE FUNCTION record_partition(class text, moment timestamptz) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp
AS $$
DECLARE
  month timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
  parent text := 'record_' || class;
  child text := parent || to_char(month, '_YYYYMM');
BEGIN
  IF class !~ '^[a-z][a-z0-9]{0,30}$' THEN
    RAISE EXCEPTION 'retention class: % (expected: lower-case letters and digits)', class;
  END IF;
  IF to_regclass(parent) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF record FOR VALUES IN (%L) PARTITION BY RANGE (received_at)',
      parent, class);
    IF class = 'log' THEN
      CREATE INDEX record_log_calls_idx ON record_log (leaf_index) WHERE type IN ('call.intent', 'call.refused');
    END IF;
  END IF;
  IF to_regclass(child) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent,
      to_char(month, 'YYYY-MM-DD 00:00:00+00'), to_char(month + interval '1 month', 'YYYY-MM-DD 00:00:00+00'));
  END IF;
  RETURN child;
END $$;

DO $$
BEGIN
  IF to_regclass('record_log') IS NOT NULL THEN
    CREATE INDEX record_log_calls_idx ON record_log (leaf_index) WHERE type IN ('call.intent', 'call.refused');
  END IF;
END $$;
