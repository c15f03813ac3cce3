-- Intents and outcomes are most of a log. Whoever asks for them by type finds them by going through
-- the leaves; for the others there is an index, which those no longer fill.

DROP INDEX leaf_type_idx;
CREATE INDEX leaf_type_idx ON leaf (type, leaf_index)
  WHERE type <> 'call.intent' AND type <> 'call.outcome';
