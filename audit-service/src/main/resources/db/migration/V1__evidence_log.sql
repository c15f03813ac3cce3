-- The evidence log. Everything here is inserted once and never changed: the service's role may
-- INSERT and SELECT, and nothing else. Rows of "record" are in the order of the Merkle tree, which
-- is also the order in time, so the table can later be cut into ranges of leaf_index.

CREATE TABLE record (
  leaf_index     bigint      NOT NULL,
  writer         text        COLLATE "C" NOT NULL,
  epoch          bigint      NOT NULL,
  seq            bigint      NOT NULL,
  type           text        COLLATE "C" NOT NULL,
  time           timestamptz NOT NULL,
  received_at    timestamptz NOT NULL,
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
  deadline       timestamptz,
  intent_leaf    bigint,
  digest         bytea       NOT NULL,
  leaf_hash      bytea       NOT NULL,
  jws            bytea       NOT NULL,
  CONSTRAINT record_pk PRIMARY KEY (leaf_index),
  CONSTRAINT record_position_unique UNIQUE (writer, epoch, seq),
  CONSTRAINT record_leaf_index_from_zero CHECK (leaf_index >= 0),
  CONSTRAINT record_seq_from_zero CHECK (seq >= 0),
  CONSTRAINT record_digest_is_sha256 CHECK (octet_length(digest) = 32),
  CONSTRAINT record_leaf_hash_is_sha256 CHECK (octet_length(leaf_hash) = 32)
);

-- A JWS is base64 of JSON: trying to compress it costs time and gains little.
ALTER TABLE record ALTER COLUMN jws SET STORAGE EXTERNAL;

COMMENT ON TABLE record IS 'Evidence records, one leaf each, in the order of integration. Append-only.';
COMMENT ON COLUMN record.leaf_index IS 'Place in the log, from 0, without gaps. Its uniqueness is the fence between sequencers.';
COMMENT ON COLUMN record.time IS 'When the writer says the record was made.';
COMMENT ON COLUMN record.received_at IS 'When this service integrated it, by its own clock.';
COMMENT ON COLUMN record.actor IS 'The actor who called: the outermost of the act chain.';
COMMENT ON COLUMN record.status IS 'Of call.outcome: how the call ended.';
COMMENT ON COLUMN record.intent_leaf IS 'Of call.outcome: the leaf of the intent it answers.';
COMMENT ON COLUMN record.digest IS 'SHA-256 of the JWS bytes.';
COMMENT ON COLUMN record.leaf_hash IS 'SHA-256 of 0x00 and the JWS bytes (RFC 9162, 2.1.1).';
COMMENT ON COLUMN record.jws IS 'The exact bytes that were signed. Every other column is derived from them, for searching only.';

CREATE INDEX record_type_idx ON record (type, leaf_index);
CREATE INDEX record_writer_idx ON record (writer, leaf_index);
CREATE INDEX record_call_idx ON record (call, leaf_index) WHERE call IS NOT NULL;
CREATE INDEX record_approval_idx ON record (approval, leaf_index) WHERE approval IS NOT NULL;
CREATE INDEX record_intent_leaf_idx ON record (intent_leaf, status) WHERE type = 'call.outcome';
CREATE INDEX record_status_idx ON record (status, intent_leaf) WHERE type = 'call.outcome' AND status <> 'completed';
CREATE INDEX record_call_time_idx ON record (time, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_session_idx ON record (session, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_subject_idx ON record (subject, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_connection_idx ON record (connection, leaf_index) WHERE type IN ('call.intent', 'call.refused');
CREATE INDEX record_call_function_idx ON record (function, leaf_index) WHERE type IN ('call.intent', 'call.refused');

CREATE TABLE tile (
  level      smallint NOT NULL,
  tile_index bigint   NOT NULL,
  root       bytea    NOT NULL,
  hashes     bytea    NOT NULL,
  CONSTRAINT tile_pk PRIMARY KEY (level, tile_index),
  CONSTRAINT tile_root_is_sha256 CHECK (octet_length(root) = 32),
  CONSTRAINT tile_is_full CHECK (octet_length(hashes) = 8192)
);
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
COMMENT ON TABLE tile IS 'Full tiles of 256 hashes (C2SP tlog-tiles), inserted when complete. Append-only.';
COMMENT ON COLUMN tile.root IS 'The hash that stands for this tile one level up.';

CREATE TABLE checkpoint (
  size       bigint      NOT NULL,
  root       bytea       NOT NULL,
  note       text        NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT checkpoint_pk PRIMARY KEY (size),
  CONSTRAINT checkpoint_root_is_sha256 CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE checkpoint IS 'Signed statements of the log''s size and root (C2SP tlog-checkpoint), stored before anybody sees them. Append-only.';

CREATE TABLE log_key (
  origin        text        NOT NULL,
  kid           text        NOT NULL,
  registered_at timestamptz NOT NULL,
  CONSTRAINT log_key_pk PRIMARY KEY (origin, kid)
);
COMMENT ON TABLE log_key IS 'The name and key this log was begun with. A service that holds another key must not sign for it. Append-only.';

CREATE TABLE session (
  first_leaf     bigint      NOT NULL,
  session        text        COLLATE "C" NOT NULL,
  subject        text        COLLATE "C" NOT NULL,
  subject_issuer text        COLLATE "C" NOT NULL,
  first_time     timestamptz NOT NULL,
  CONSTRAINT session_pk PRIMARY KEY (session, subject, subject_issuer),
  CONSTRAINT session_first_leaf_unique UNIQUE (first_leaf)
);
CREATE INDEX session_subject_idx ON session (subject, first_leaf);
COMMENT ON TABLE session IS 'The first call of each session and subject. An unknown subject is the empty text. Append-only.';

CREATE TABLE settled (
  leaf_index bigint      NOT NULL,
  settled_at timestamptz NOT NULL,
  CONSTRAINT settled_pk PRIMARY KEY (leaf_index)
);
COMMENT ON TABLE settled IS 'Marks below which every intent has its outcome, so that nobody reads the whole log for open calls. Append-only.';

CREATE TABLE alarm (
  id              bigint      GENERATED ALWAYS AS IDENTITY,
  raised_at       timestamptz NOT NULL,
  kind            text        COLLATE "C" NOT NULL,
  stops           boolean     NOT NULL,
  kafka_partition integer,
  kafka_offset    bigint,
  writer          text        COLLATE "C",
  epoch           bigint,
  seq             bigint,
  digest          bytea,
  detail          text        NOT NULL,
  message         bytea,
  CONSTRAINT alarm_pk PRIMARY KEY (id),
  CONSTRAINT alarm_once UNIQUE NULLS NOT DISTINCT (kind, kafka_partition, kafka_offset, digest)
);
COMMENT ON TABLE alarm IS 'What did not hold: equivocations, gaps, bad signatures. One row a message, however often it is tried. Append-only.';
COMMENT ON COLUMN alarm.stops IS 'Whether the message stopped its partition.';
COMMENT ON COLUMN alarm.message IS 'The message''s bytes, at most 64 KiB: of an equivocation, the proof.';

GRANT SELECT, INSERT ON record, tile, checkpoint, log_key, session, settled, alarm TO ${role};
