CREATE TABLE cosignature (
  size    bigint      NOT NULL,
  at      timestamptz NOT NULL,
  witness text        COLLATE "C" NOT NULL,
  line    text        NOT NULL,
  CONSTRAINT cosignature_pk PRIMARY KEY (size, witness),
  CONSTRAINT cosignature_of_a_checkpoint FOREIGN KEY (size) REFERENCES checkpoint (size)
);
CREATE INDEX cosignature_witness_idx ON cosignature (witness, size);
COMMENT ON TABLE cosignature IS 'What witnesses answered: cosignatures of checkpoints (C2SP tlog-cosignature). Append-only.';
COMMENT ON COLUMN cosignature.witness IS 'The witness''s note key.';
COMMENT ON COLUMN cosignature.line IS 'The signature line of the note, without its newline.';

GRANT SELECT, INSERT ON cosignature TO ${role};
