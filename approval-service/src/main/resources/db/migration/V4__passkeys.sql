CREATE TABLE passkey (
  credential_id bytea       NOT NULL,
  subject       text        NOT NULL,
  issuer        text        NOT NULL,
  sealed_key    bytea       NOT NULL,
  sign_count    bigint      NOT NULL,
  created_at    timestamptz NOT NULL,
  CONSTRAINT passkey_pk PRIMARY KEY (credential_id),
  CONSTRAINT passkey_id_is_bounded CHECK (octet_length(credential_id) BETWEEN 1 AND 1023)
);
COMMENT ON TABLE passkey IS 'Public keys with which people sign their verdicts (WebAuthn)';
COMMENT ON COLUMN passkey.subject IS 'Whose it is';
COMMENT ON COLUMN passkey.issuer IS 'Issuer of the subject';
COMMENT ON COLUMN passkey.sealed_key IS 'The credential as it was registered, sealed and bound to its id and person: nobody gives somebody else a key here';
COMMENT ON COLUMN passkey.sign_count IS 'The authenticator''s counter, where it counts: it must rise';
CREATE INDEX passkey_of_person ON passkey (subject, issuer);

GRANT SELECT, INSERT, UPDATE, DELETE ON passkey TO ${role};
