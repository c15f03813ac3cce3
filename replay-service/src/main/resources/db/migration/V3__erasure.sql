ALTER TABLE frame
  ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT frame_erased_is_empty CHECK (erased_at IS NULL OR octet_length(content) = 0);

COMMENT ON TABLE frame IS 'Masked bytes of calls, piece by piece, as they went over the wire. Append-only, but for what an erasure states.';
COMMENT ON COLUMN frame.digest IS 'SHA-256 of the content that was stored; stays when the content is erased.';
COMMENT ON COLUMN frame.erased_at IS 'When the content was erased; the row stays, so that the content does not come back.';

CREATE TABLE erasure (
  erasure uuid NOT NULL,
  session text COLLATE "C",
  call uuid,
  subject text NOT NULL,
  reason text NOT NULL,
  frames bigint NOT NULL,
  digest bytea NOT NULL,
  stated_at timestamptz NOT NULL,
  done_at timestamptz,
  CONSTRAINT erasure_pk PRIMARY KEY (erasure),
  CONSTRAINT erasure_of_one_thing CHECK (num_nonnulls(session, call) = 1),
  CONSTRAINT erasure_of_something CHECK (frames > 0),
  CONSTRAINT erasure_digest_length CHECK (octet_length(digest) = 32)
);

COMMENT ON TABLE erasure IS 'What a keeper had erased, or is about to. Append-only; erase_frames says when it is done.';
COMMENT ON COLUMN erasure.subject IS 'Id of the keeper who asked first.';
COMMENT ON COLUMN erasure.digest IS 'SHA-256 of the digests of its frames, one after the other in the order of their key.';

CREATE UNIQUE INDEX erasure_open_session ON erasure (session) WHERE done_at IS NULL AND session IS NOT NULL;
CREATE UNIQUE INDEX erasure_open_call ON erasure (call) WHERE done_at IS NULL AND call IS NOT NULL;
CREATE INDEX erasure_newest ON erasure (stated_at DESC, erasure DESC);

CREATE TABLE erasure_frame (
  erasure uuid NOT NULL,
  call uuid NOT NULL,
  direction text COLLATE "C" NOT NULL,
  frame_index integer NOT NULL,
  CONSTRAINT erasure_frame_pk PRIMARY KEY (erasure, call, direction, frame_index),
  CONSTRAINT erasure_frame_erasure_fk FOREIGN KEY (erasure) REFERENCES erasure (erasure),
  CONSTRAINT erasure_frame_frame_fk FOREIGN KEY (call, direction, frame_index)
    REFERENCES frame (call, direction, frame_index)
);

COMMENT ON TABLE erasure_frame IS 'The frames that an erasure is of. Append-only.';

CREATE FUNCTION erase_frames(wanted uuid) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp
AS $$
DECLARE
  stated erasure%ROWTYPE;
  found record;
BEGIN
  SELECT * INTO STRICT stated FROM erasure WHERE erasure.erasure = wanted FOR UPDATE;
  IF stated.done_at IS NOT NULL THEN
    RETURN stated.done_at;
  END IF;
  SELECT count(*) AS frames,
      sha256(string_agg(frame.digest, ''::bytea ORDER BY call, direction, frame_index)) AS digest
    INTO found FROM erasure_frame JOIN frame USING (call, direction, frame_index)
    WHERE erasure_frame.erasure = wanted;
  IF (found.frames, found.digest) IS DISTINCT FROM (stated.frames, stated.digest) THEN
    RAISE EXCEPTION 'erasure %: its frames are not those that it states', wanted;
  END IF;
  UPDATE frame SET content = ''::bytea, erased_at = coalesce(frame.erased_at, now())
    FROM erasure_frame AS listed
    WHERE listed.erasure = wanted
      AND (frame.call, frame.direction, frame.frame_index)
        = (listed.call, listed.direction, listed.frame_index);
  UPDATE erasure SET done_at = now() WHERE erasure.erasure = wanted;
  RETURN now();
END
$$;

REVOKE ALL ON FUNCTION erase_frames FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_frames TO "${role}";
GRANT SELECT, INSERT ON erasure, erasure_frame TO "${role}";
