-- What proofs and chains need of a record, for the log's whole life, moves to "leaf". The records
-- themselves are cut into partitions by retention class and month, so that those whose time is over
-- can be dropped whole. The log's end gets a row of its own, which sequencers move by
-- compare-and-set.

ALTER TABLE record RENAME TO record_v1;
ALTER TABLE record_v1 RENAME CONSTRAINT record_pk TO record_v1_pk;

CREATE TABLE leaf (
  leaf_index  bigint      NOT NULL,
  epoch       bigint      NOT NULL,
  seq         bigint      NOT NULL,
  received_at timestamptz NOT NULL,
  writer      text        COLLATE "C" NOT NULL,
  type        text        COLLATE "C" NOT NULL,
  retention   text        COLLATE "C" NOT NULL,
  call        text        COLLATE "C",
  approval    text        COLLATE "C",
  digest      bytea       NOT NULL,
  leaf_hash   bytea       NOT NULL,
  CONSTRAINT leaf_pk PRIMARY KEY (leaf_index),
  CONSTRAINT leaf_position_unique UNIQUE (writer, epoch, seq),
  CONSTRAINT leaf_index_from_zero CHECK (leaf_index >= 0),
  CONSTRAINT leaf_seq_from_zero CHECK (seq >= 0),
  CONSTRAINT leaf_digest_is_sha256 CHECK (octet_length(digest) = 32),
  CONSTRAINT leaf_hash_is_sha256 CHECK (octet_length(leaf_hash) = 32)
);
COMMENT ON TABLE leaf IS 'Every leaf of the log, for its whole life: what stays of a record when it is pruned. Append-only.';
COMMENT ON COLUMN leaf.leaf_index IS 'Place in the log, from 0, without gaps. Its uniqueness is the second fence between sequencers.';
COMMENT ON COLUMN leaf.received_at IS 'When this service integrated it, by its own clock. With "retention" it names the partition of the record.';
COMMENT ON COLUMN leaf.retention IS 'The retention class of the record.';
COMMENT ON COLUMN leaf.digest IS 'SHA-256 of the JWS bytes.';
COMMENT ON COLUMN leaf.leaf_hash IS 'SHA-256 of 0x00 and the JWS bytes (RFC 9162, 2.1.1).';

INSERT INTO leaf (leaf_index, epoch, seq, received_at, writer, type, retention, call, approval, digest, leaf_hash)
SELECT leaf_index, epoch, seq, received_at, writer, type,
  CASE WHEN type LIKE 'call.%' OR type LIKE 'approval.%' THEN 'standard' ELSE 'log' END,
  call, approval, digest, leaf_hash
FROM record_v1;

CREATE INDEX leaf_writer_idx ON leaf (writer, leaf_index);
CREATE INDEX leaf_type_idx ON leaf (type, leaf_index);
CREATE INDEX leaf_call_idx ON leaf (call, leaf_index) WHERE call IS NOT NULL;
CREATE INDEX leaf_approval_idx ON leaf (approval, leaf_index) WHERE approval IS NOT NULL;
CREATE INDEX leaf_retention_idx ON leaf USING brin (received_at);

CREATE TABLE record (
  leaf_index     bigint      NOT NULL,
  received_at    timestamptz NOT NULL,
  time           timestamptz NOT NULL,
  deadline       timestamptz,
  intent_leaf    bigint,
  retention      text        COLLATE "C" NOT NULL,
  type           text        COLLATE "C" NOT NULL,
  call           text        COLLATE "C",
  session        text        COLLATE "C",
  subject        text        COLLATE "C",
  subject_issuer text        COLLATE "C",
  actor          text        COLLATE "C",
  connection     text        COLLATE "C",
  function       text        COLLATE "C",
  approval       text        COLLATE "C",
  risk           text        COLLATE "C",
  reason         text        COLLATE "C",
  status         text        COLLATE "C",
  approvers      text[]      COLLATE "C",
  jws            bytea       NOT NULL,
  CONSTRAINT record_pk PRIMARY KEY (leaf_index, retention, received_at)
) PARTITION BY LIST (retention);

-- A JWS is base64 of JSON: trying to compress it costs time and gains little.
ALTER TABLE record ALTER COLUMN jws SET STORAGE EXTERNAL;

COMMENT ON TABLE record IS 'The records themselves, as long as they are kept. Append-only; partitions are dropped whole, by drop_pruned().';
COMMENT ON COLUMN record.time IS 'When the writer says the record was made.';
COMMENT ON COLUMN record.actor IS 'The actor who called: the outermost of the act chain.';
COMMENT ON COLUMN record.status IS 'Of call.outcome: how the call ended.';
COMMENT ON COLUMN record.intent_leaf IS 'Of call.outcome: the leaf of the intent it answers.';
COMMENT ON COLUMN record.approvers IS 'Of approval.decided: who gave a verdict.';
COMMENT ON COLUMN record.jws IS 'The exact bytes that were signed. Every other column is derived from them, for searching only.';

CREATE FUNCTION record_partition(class text, moment timestamptz) RETURNS text
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
  END IF;
  IF to_regclass(child) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent,
      to_char(month, 'YYYY-MM-DD 00:00:00+00'), to_char(month + interval '1 month', 'YYYY-MM-DD 00:00:00+00'));
  END IF;
  RETURN child;
END $$;
COMMENT ON FUNCTION record_partition IS 'Makes the partition for a class and a moment, unless it is there, and gives its name. The service may make partitions but owns none.';

SELECT record_partition(retention, received_at)
FROM (SELECT retention, min(received_at) AS received_at FROM leaf
  GROUP BY retention, date_trunc('month', received_at AT TIME ZONE 'UTC')) AS months;

INSERT INTO record (leaf_index, received_at, time, deadline, intent_leaf, retention, type, call, session, subject,
  subject_issuer, actor, connection, function, approval, risk, reason, status, jws)
SELECT old.leaf_index, old.received_at, old.time, old.deadline, old.intent_leaf, leaf.retention, old.type, old.call,
  old.session, old.subject, old.subject_issuer, old.actor, old.connection, old.function, old.approval, old.risk,
  old.reason, old.status, old.jws
FROM record_v1 AS old JOIN leaf USING (leaf_index);

DROP TABLE record_v1;

CREATE INDEX record_intent_leaf_idx ON record (intent_leaf, status) WHERE type = 'call.outcome';
CREATE INDEX record_status_idx ON record (status, intent_leaf) WHERE type = 'call.outcome' AND status <> 'completed';
CREATE INDEX record_call_time_idx ON record (time, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_session_idx ON record (session, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_subject_idx ON record (subject, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_actor_idx ON record (actor, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_connection_idx ON record (connection, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_function_idx ON record (function, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_risk_idx ON record (risk, leaf_index) WHERE type IN ('call.intent', 'call.refused') AND risk <> 'low';
CREATE INDEX record_refused_idx ON record (leaf_index) WHERE type = 'call.refused';
CREATE INDEX record_approvers_idx ON record USING gin (approvers) WHERE type = 'approval.decided';

CREATE TABLE head (
  log    smallint NOT NULL DEFAULT 0,
  size   bigint   NOT NULL,
  root   bytea    NOT NULL,
  term   bigint   NOT NULL,
  holder text     COLLATE "C" NOT NULL,
  seal   bytea,
  CONSTRAINT head_pk PRIMARY KEY (log),
  CONSTRAINT head_is_one CHECK (log = 0),
  CONSTRAINT head_root_is_sha256 CHECK (octet_length(root) = 32),
  CONSTRAINT head_size_from_zero CHECK (size >= 0)
);
COMMENT ON TABLE head IS 'Where the log ends. No evidence: the one row that changes, by compare-and-set, with every turn of a sequencer.';
COMMENT ON COLUMN head.root IS 'The tree''s root over "size" leaves.';
COMMENT ON COLUMN head.term IS 'Grows by one whenever another sequencer takes over.';
COMMENT ON COLUMN head.seal IS 'HMAC of size, root and term under a key that is not in this database. Absent until a service has looked at what was there before this table.';

INSERT INTO head (size, root, term, holder)
SELECT size, root, 0, '' FROM checkpoint ORDER BY size DESC LIMIT 1;
INSERT INTO head (size, root, term, holder)
SELECT 0, sha256(''), 0, '' WHERE NOT EXISTS (SELECT FROM head);

GRANT SELECT, INSERT ON leaf, record TO ${role};
GRANT SELECT, UPDATE ON head TO ${role};
REVOKE ALL ON FUNCTION record_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_partition TO ${role};
