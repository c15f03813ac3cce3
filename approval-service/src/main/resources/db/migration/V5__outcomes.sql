CREATE TABLE outcome (
  approval_id    uuid        NOT NULL,
  kept_at        timestamptz NOT NULL,
  sealed_outcome bytea       NOT NULL,
  CONSTRAINT outcome_pk PRIMARY KEY (approval_id),
  CONSTRAINT outcome_is_of_an_approval FOREIGN KEY (approval_id) REFERENCES approval (id)
);
COMMENT ON TABLE outcome IS 'How the calls ended that used approvals, as their gateways told; for repeated calls, for a day';
COMMENT ON COLUMN outcome.sealed_outcome IS 'Status, digest of the masked answer, receipt: facts and no content; sealed and bound to approval and call';
CREATE INDEX outcome_kept ON outcome (kept_at);

GRANT SELECT, INSERT, DELETE ON outcome TO ${role};
