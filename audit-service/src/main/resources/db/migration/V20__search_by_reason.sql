-- Refusals are searched by their reason.
CREATE INDEX record_refused_reason_idx ON record (reason, leaf_index) WHERE type = 'call.refused';
