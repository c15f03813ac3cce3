CREATE TABLE checkpoint_timestamp (
  size      bigint      NOT NULL,
  at        timestamptz NOT NULL,
  authority text        NOT NULL,
  token     bytea       NOT NULL,
  CONSTRAINT checkpoint_timestamp_pk PRIMARY KEY (size),
  CONSTRAINT checkpoint_timestamp_of_a_checkpoint FOREIGN KEY (size) REFERENCES checkpoint (size)
);
COMMENT ON TABLE checkpoint_timestamp IS 'Timestamps of checkpoints by an authority (RFC 3161). Append-only.';
COMMENT ON COLUMN checkpoint_timestamp.at IS 'When the authority saw the checkpoint, as it says.';
COMMENT ON COLUMN checkpoint_timestamp.token IS 'The timestamp token, over the SHA-256 of the checkpoint''s text.';

GRANT SELECT, INSERT ON checkpoint_timestamp TO ${role};
