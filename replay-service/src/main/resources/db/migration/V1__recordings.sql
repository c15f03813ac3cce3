CREATE TABLE recorded_session (
  session text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  CONSTRAINT recorded_session_pk PRIMARY KEY (session),
  CONSTRAINT recorded_session_name CHECK (session ~ '^[A-Za-z0-9._:-]{1,128}$')
);

COMMENT ON TABLE recorded_session IS 'Sessions that have at least one frame. Append-only.';
COMMENT ON COLUMN recorded_session.started_at IS 'Time of the first frame stored; fixed for good, so that pages stay stable.';

CREATE INDEX recorded_session_newest ON recorded_session (started_at DESC, session DESC);

CREATE TABLE recorded_call (
  call uuid NOT NULL,
  session text COLLATE "C" NOT NULL,
  subject text,
  connection text NOT NULL,
  function text NOT NULL,
  started_at timestamptz NOT NULL,
  CONSTRAINT recorded_call_pk PRIMARY KEY (call),
  CONSTRAINT recorded_call_session_fk FOREIGN KEY (session) REFERENCES recorded_session (session)
);

COMMENT ON TABLE recorded_call IS 'What all frames of a call have in common. Append-only.';
COMMENT ON COLUMN recorded_call.subject IS 'Id of the subject; absent where the call had none.';
COMMENT ON COLUMN recorded_call.started_at IS 'Time of the first frame stored; fixed for good, so that pages stay stable.';

CREATE INDEX recorded_call_by_session ON recorded_call (session, started_at, call);

CREATE TABLE frame (
  call uuid NOT NULL,
  direction text COLLATE "C" NOT NULL,
  frame_index integer NOT NULL,
  is_last boolean NOT NULL,
  at timestamptz NOT NULL,
  content_type text NOT NULL,
  digest bytea NOT NULL,
  content bytea NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT frame_pk PRIMARY KEY (call, direction, frame_index) INCLUDE (at),
  CONSTRAINT frame_call_fk FOREIGN KEY (call) REFERENCES recorded_call (call),
  CONSTRAINT frame_direction CHECK (direction IN ('request', 'response')),
  CONSTRAINT frame_index_from_zero CHECK (frame_index >= 0),
  CONSTRAINT frame_digest_length CHECK (octet_length(digest) = 32),
  CONSTRAINT frame_content_length CHECK (octet_length(content) <= 65536)
);

COMMENT ON TABLE frame IS 'Masked bytes of calls, piece by piece, as they went over the wire. Append-only.';
COMMENT ON COLUMN frame.frame_index IS 'Counts from 0 in each direction of a call.';
COMMENT ON COLUMN frame.at IS 'When the gateway saw the frame.';
COMMENT ON COLUMN frame.digest IS 'SHA-256 of the content.';
COMMENT ON COLUMN frame.stored_at IS 'When this service stored the frame.';

GRANT SELECT, INSERT ON recorded_session, recorded_call, frame TO "${role}";
