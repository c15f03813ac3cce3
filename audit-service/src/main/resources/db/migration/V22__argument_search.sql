-- The words of masked arguments, for searching. No evidence: rows go when their record is pruned or
-- their payload is erased, and everything here can be made again from the recordings topic.

CREATE TABLE argument_text (
  leaf_index  bigint      NOT NULL,
  received_at timestamptz NOT NULL,
  retention   text        COLLATE "C" NOT NULL,
  part        integer     NOT NULL,
  words       text[]      COLLATE "C" NOT NULL,
  CONSTRAINT argument_text_pk PRIMARY KEY (leaf_index, part, retention, received_at)
) PARTITION BY LIST (retention);
COMMENT ON TABLE argument_text IS 'Words of the masked arguments of calls, by the leaf of the intent. Derived, for searching only.';
COMMENT ON COLUMN argument_text.part IS 'The index of the request frame that the words are of.';

CREATE INDEX argument_text_words_idx ON argument_text USING gin (words);

CREATE FUNCTION argument_partition(class text, moment timestamptz) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp
AS $$
DECLARE
  month timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
  parent text := 'argument_text_' || class;
  child text := parent || to_char(month, '_YYYYMM');
BEGIN
  IF class !~ '^[a-z][a-z0-9]{0,30}$' THEN
    RAISE EXCEPTION 'retention class: % (expected: lower-case letters and digits)', class;
  END IF;
  IF to_regclass(parent) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF argument_text FOR VALUES IN (%L) PARTITION BY RANGE (received_at)',
      parent, class);
  END IF;
  IF to_regclass(child) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent,
      to_char(month, 'YYYY-MM-DD 00:00:00+00'), to_char(month + interval '1 month', 'YYYY-MM-DD 00:00:00+00'));
  END IF;
  RETURN child;
END $$;
COMMENT ON FUNCTION argument_partition IS 'Makes the partition of argument_text for a class and a moment, unless it is there, and gives its name.';

-- A partition of records goes with its words. The row in "pruned" is written by drop_pruned() only,
-- as the schema's owner, in the transaction that drops the records.
CREATE FUNCTION drop_pruned_arguments() RETURNS trigger
  LANGUAGE plpgsql SET search_path = "${flyway:defaultSchema}", pg_temp
AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS %I',
    'argument_text_' || NEW.retention || to_char(NEW.from_time AT TIME ZONE 'UTC', '_YYYYMM'));
  RETURN NEW;
END $$;
COMMENT ON FUNCTION drop_pruned_arguments IS 'Drops the words of a partition of records that is dropped.';
CREATE TRIGGER pruned_arguments AFTER INSERT ON pruned FOR EACH ROW EXECUTE FUNCTION drop_pruned_arguments();

GRANT SELECT, INSERT, DELETE ON argument_text TO ${role};
REVOKE ALL ON FUNCTION argument_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION argument_partition TO ${role};

CREATE INDEX record_erased_session_idx ON record (session) WHERE type = 'payload.erased';
