ALTER TABLE frame
  DROP CONSTRAINT frame_direction,
  ADD CONSTRAINT frame_direction CHECK (direction IN ('request', 'response', 'response-proof'));

COMMENT ON COLUMN frame.direction IS 'Which way the bytes went; response-proof: how the response was masked, without what was hidden.';
