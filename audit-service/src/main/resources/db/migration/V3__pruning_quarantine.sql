-- Pruning: a partition is dropped whole, only by the function below, and only when a statement about
-- exactly that partition is in the log. Quarantine: messages that a person set aside.

CREATE TABLE pruned (
  retention  text        COLLATE "C" NOT NULL,
  from_time  timestamptz NOT NULL,
  to_time    timestamptz NOT NULL,
  statement  bigint      NOT NULL,
  count      bigint      NOT NULL,
  dropped_at timestamptz NOT NULL,
  CONSTRAINT pruned_pk PRIMARY KEY (retention, from_time),
  CONSTRAINT pruned_period CHECK (from_time < to_time)
);
COMMENT ON TABLE pruned IS 'Partitions of "record" that were dropped, and the leaf of the records.pruned that says so. Written by drop_pruned() only.';

CREATE FUNCTION drop_pruned(class text, month timestamptz, statement bigint) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp
AS $$
DECLARE
  child text := 'record_' || class || to_char(month AT TIME ZONE 'UTC', '_YYYYMM');
  next_month timestamptz := (date_trunc('month', month AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  payload text;
  body jsonb;
  held bigint;
  lowest bigint;
  highest bigint;
BEGIN
  IF class !~ '^[a-z][a-z0-9]{0,30}$' OR month <> date_trunc('month', month AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' THEN
    RAISE EXCEPTION 'partition: % of % (expected: a class and the begin of a month)', month, class;
  END IF;
  IF to_regclass(child) IS NULL THEN
    RAISE EXCEPTION 'partition %: not there', child;
  END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', child);

  SELECT translate(split_part(convert_from(record.jws, 'SQL_ASCII'), '.', 2), '-_', '+/') INTO payload
  FROM leaf JOIN record ON record.leaf_index = leaf.leaf_index
    AND record.retention = leaf.retention AND record.received_at = leaf.received_at
  WHERE leaf.leaf_index = statement AND leaf.type = 'records.pruned'
    AND leaf.leaf_index < (SELECT max(size) FROM checkpoint);
  IF payload IS NULL THEN
    RAISE EXCEPTION 'leaf %: no statement of pruning under a checkpoint', statement;
  END IF;
  body := (convert_from(decode(rpad(payload, ((length(payload) + 3) / 4) * 4, '='), 'base64'), 'UTF8')::jsonb) -> 'body';

  EXECUTE format('SELECT count(*), min(leaf_index), max(leaf_index) FROM %I', child) INTO held, lowest, highest;
  IF body ->> 'retention' IS DISTINCT FROM class
    OR (body ->> 'from')::timestamptz IS DISTINCT FROM month
    OR (body ->> 'to')::timestamptz IS DISTINCT FROM next_month
    OR (body ->> 'count')::bigint IS DISTINCT FROM held
    OR (body ->> 'first')::bigint IS DISTINCT FROM lowest
    OR (body ->> 'last')::bigint IS DISTINCT FROM highest THEN
    RAISE EXCEPTION 'leaf %: its statement is not about partition % with % records', statement, child, held;
  END IF;

  EXECUTE format('DROP TABLE %I', child);
  DELETE FROM session WHERE first_leaf <= highest AND NOT EXISTS (
    SELECT FROM record WHERE record.session = session.session AND type IN ('call.intent', 'call.refused')
      AND coalesce(record.subject, '') = session.subject
      AND coalesce(record.subject_issuer, '') = session.subject_issuer);
  INSERT INTO pruned VALUES (class, month, next_month, statement, held, now());
  RETURN held;
END $$;
COMMENT ON FUNCTION drop_pruned IS 'Drops the partition of a class and month, if the leaf named is a records.pruned under a checkpoint that says exactly this.';

CREATE TABLE quarantine (
  kafka_partition integer     NOT NULL,
  kafka_offset    bigint      NOT NULL,
  digest          bytea       NOT NULL,
  record          bytea       NOT NULL,
  set_aside_at    timestamptz NOT NULL,
  CONSTRAINT quarantine_pk PRIMARY KEY (kafka_partition, kafka_offset),
  CONSTRAINT quarantine_digest_is_sha256 CHECK (octet_length(digest) = 32),
  CONSTRAINT quarantine_record_is_sha256 CHECK (octet_length(record) = 32)
);
COMMENT ON TABLE quarantine IS 'Messages that a person set aside, so that their partition goes on. Append-only.';
COMMENT ON COLUMN quarantine.digest IS 'SHA-256 of the message: no other one is passed over in its place.';
COMMENT ON COLUMN quarantine.record IS 'SHA-256 of the message.quarantined record, which was durable before this row.';

CREATE TABLE alarm_recorded (
  alarm  bigint NOT NULL,
  record bytea  NOT NULL,
  CONSTRAINT alarm_recorded_pk PRIMARY KEY (alarm)
);
COMMENT ON TABLE alarm_recorded IS 'Which alarms are on the record: the digest of the alarm.raised record. Append-only.';

GRANT SELECT ON pruned TO ${role};
GRANT SELECT, INSERT ON quarantine, alarm_recorded TO ${role};
REVOKE ALL ON FUNCTION drop_pruned FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_pruned TO ${role};
