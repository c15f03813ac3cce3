ALTER TABLE approval ADD COLUMN review_by timestamptz;
ALTER TABLE approval DROP CONSTRAINT approval_state_is_known;
ALTER TABLE approval ADD CONSTRAINT approval_state_is_known CHECK (state IN
  ('requested', 'approved', 'denied', 'expired', 'withdrawn', 'consumed', 'lapsed', 'revoked'));
COMMENT ON COLUMN approval.reviewer_groups IS 'Groups that it concerns: asked to decide, to revoke or to review a broken glass; for finding';
COMMENT ON COLUMN approval.review_by IS 'Until when a broken glass is to be reviewed; empty once it is, and where none was broken';
CREATE INDEX approval_unreviewed ON approval (review_by) WHERE review_by IS NOT NULL;

CREATE TABLE act (
  id          bigint GENERATED ALWAYS AS IDENTITY,
  approval_id uuid   NOT NULL,
  once        text,
  sealed_act  bytea  NOT NULL,
  CONSTRAINT act_pk PRIMARY KEY (id),
  CONSTRAINT act_is_of_an_approval FOREIGN KEY (approval_id) REFERENCES approval (id),
  CONSTRAINT act_is_once UNIQUE (approval_id, once),
  CONSTRAINT act_once_is_known CHECK (once IN ('revocation', 'review'))
);
COMMENT ON TABLE act IS 'What people did with an approval beside deciding it: comments, a revocation, the review of a broken glass; written once';
COMMENT ON COLUMN act.once IS 'What an approval has at most one of; empty for a comment';
COMMENT ON COLUMN act.sealed_act IS 'Kind, person, text, time and token digest, sealed and bound to the approval';
CREATE INDEX act_of_approval ON act (approval_id, id);

GRANT SELECT, INSERT ON act TO ${role};
