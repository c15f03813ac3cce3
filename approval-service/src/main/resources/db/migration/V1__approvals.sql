CREATE TABLE approval (
  id              uuid        NOT NULL,
  version         bigint      NOT NULL,
  state           text        NOT NULL,
  subject         text        NOT NULL,
  issuer          text        NOT NULL,
  reviewer_groups text[]      NOT NULL,
  reviews         integer     NOT NULL,
  decide_by       timestamptz NOT NULL,
  use_by          timestamptz,
  consumed_at     timestamptz,
  consumed_call   uuid,
  consumer        text,
  request_digest  bytea       NOT NULL,
  sealed_request  bytea       NOT NULL,
  CONSTRAINT approval_pk PRIMARY KEY (id),
  CONSTRAINT approval_state_is_known CHECK (state IN
    ('requested', 'approved', 'denied', 'expired', 'withdrawn', 'consumed', 'lapsed')),
  CONSTRAINT approval_use_has_an_end CHECK
    (state NOT IN ('approved', 'consumed', 'lapsed') OR use_by IS NOT NULL),
  CONSTRAINT approval_use_is_complete CHECK
    ((state = 'consumed') = (consumed_at IS NOT NULL AND consumed_call IS NOT NULL AND consumer IS NOT NULL)),
  CONSTRAINT approval_digest_is_sha256 CHECK (octet_length(request_digest) = 32)
);
COMMENT ON TABLE approval IS 'Calls that need a countersignature, and where each of them stands';
COMMENT ON COLUMN approval.id IS 'UUID version 7: rises with time';
COMMENT ON COLUMN approval.version IS 'Raised by every change, also by a review that leaves the state as it was';
COMMENT ON COLUMN approval.state IS 'See docs/approvals.md; must follow from the sealed request and reviews';
COMMENT ON COLUMN approval.subject IS 'Who asked, for finding; the sealed request counts';
COMMENT ON COLUMN approval.issuer IS 'Issuer of the subject, for finding';
COMMENT ON COLUMN approval.reviewer_groups IS 'Groups that were asked, for finding';
COMMENT ON COLUMN approval.reviews IS 'How many reviews were given';
COMMENT ON COLUMN approval.decide_by IS 'The first clock: expired when it runs out undecided';
COMMENT ON COLUMN approval.use_by IS 'The second clock: lapsed when it runs out unused; follows from the reviews';
COMMENT ON COLUMN approval.consumed_at IS 'When the one use happened';
COMMENT ON COLUMN approval.consumed_call IS 'The call that used it';
COMMENT ON COLUMN approval.consumer IS 'Writer name of the gateway that used it';
COMMENT ON COLUMN approval.request_digest IS 'SHA-256 of the request''s exact signed bytes: tells a repetition from an equivocation';
COMMENT ON COLUMN approval.sealed_request IS 'The request as the gateway signed it, AES-256-GCM under the service''s seal key, bound to the id';

CREATE INDEX approval_undecided ON approval (decide_by) WHERE state = 'requested';
CREATE INDEX approval_unused ON approval (use_by) WHERE state = 'approved';
CREATE INDEX approval_of_subject ON approval (subject, issuer, id);
CREATE INDEX approval_of_groups ON approval USING gin (reviewer_groups);

CREATE TABLE review (
  id            bigint GENERATED ALWAYS AS IDENTITY,
  approval_id   uuid   NOT NULL,
  reviewer      text   NOT NULL,
  issuer        text   NOT NULL,
  sealed_review bytea  NOT NULL,
  CONSTRAINT review_pk PRIMARY KEY (id),
  CONSTRAINT review_is_of_an_approval FOREIGN KEY (approval_id) REFERENCES approval (id),
  CONSTRAINT review_is_one_a_person UNIQUE (approval_id, reviewer, issuer)
);
COMMENT ON TABLE review IS 'Verdicts of people; written once';
COMMENT ON COLUMN review.reviewer IS 'Who gave it';
COMMENT ON COLUMN review.issuer IS 'Issuer of the reviewer';
COMMENT ON COLUMN review.sealed_review IS 'Verdict, comment, time and token digest, sealed and bound to approval and reviewer';

CREATE INDEX review_of_person ON review (reviewer, issuer, approval_id);

CREATE TABLE outbox (
  id           bigint GENERATED ALWAYS AS IDENTITY,
  topic        text        NOT NULL,
  message_key  text        NOT NULL,
  message_type text        NOT NULL,
  value        bytea       NOT NULL,
  posted_at    timestamptz NOT NULL,
  CONSTRAINT outbox_pk PRIMARY KEY (id)
);
COMMENT ON TABLE outbox IS 'Messages that left with a transaction and wait to be sent; deleted when the broker has them';

GRANT SELECT, INSERT, UPDATE ON approval TO ${role};
GRANT SELECT, INSERT ON review TO ${role};
GRANT SELECT, INSERT, DELETE ON outbox TO ${role};
