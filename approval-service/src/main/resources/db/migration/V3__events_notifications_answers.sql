CREATE TABLE event (
  xact        xid8        NOT NULL DEFAULT pg_current_xact_id(),
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  approval_id uuid        NOT NULL,
  state       text        NOT NULL,
  at          timestamptz NOT NULL,
  CONSTRAINT event_pk PRIMARY KEY (xact, id)
);
COMMENT ON TABLE event IS 'What changed, for live lists; read up to the oldest transaction under way, so that none is passed over; deleted after a day';
COMMENT ON COLUMN event.xact IS 'The transaction that made the change';
COMMENT ON COLUMN event.state IS 'The state of the approval after the change';
CREATE INDEX event_at ON event (at);

CREATE TABLE notification (
  id             uuid        NOT NULL,
  channel        text        NOT NULL,
  approval_id    uuid        NOT NULL,
  occasion       text        NOT NULL,
  state          text        NOT NULL,
  attempts       integer     NOT NULL DEFAULT 0,
  next_at        timestamptz NOT NULL,
  failure        text,
  created_at     timestamptz NOT NULL,
  sealed_message bytea       NOT NULL,
  CONSTRAINT notification_pk PRIMARY KEY (id),
  CONSTRAINT notification_is_once UNIQUE (channel, approval_id, occasion),
  CONSTRAINT notification_state_is_known CHECK (state IN ('waiting', 'sent', 'dead'))
);
COMMENT ON TABLE notification IS 'Messages to people about approvals: posted with the change, sent after it, tried again until sent or dead';
COMMENT ON COLUMN notification.occasion IS 'Why it is sent; once for each channel and approval';
COMMENT ON COLUMN notification.next_at IS 'When it is tried next; while somebody tries, when somebody else may';
COMMENT ON COLUMN notification.failure IS 'Why the last attempt failed, in a few words';
COMMENT ON COLUMN notification.sealed_message IS 'What it says, sealed and bound to the id';
CREATE INDEX notification_due ON notification (next_at) WHERE state = 'waiting';
CREATE INDEX notification_created ON notification (created_at);

CREATE TABLE answer (
  subject        text        NOT NULL,
  issuer         text        NOT NULL,
  key            text        NOT NULL,
  request_digest bytea       NOT NULL,
  status         integer,
  sealed_body    bytea,
  created_at     timestamptz NOT NULL,
  CONSTRAINT answer_pk PRIMARY KEY (subject, issuer, key),
  CONSTRAINT answer_is_whole CHECK ((status IS NULL) = (sealed_body IS NULL))
);
COMMENT ON TABLE answer IS 'Answers to requests with an idempotency key, for a day';
COMMENT ON COLUMN answer.request_digest IS 'SHA-256 of method, path and body: the same key with another request is refused';
COMMENT ON COLUMN answer.status IS 'Empty while the first request is under way';
COMMENT ON COLUMN answer.sealed_body IS 'The answer, sealed and bound to caller and key';
CREATE INDEX answer_created ON answer (created_at);

GRANT SELECT, INSERT, DELETE ON event TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON notification TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON answer TO ${role};
