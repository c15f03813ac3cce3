-- The documents of configurations that decided calls, and who cites them.

CREATE TABLE policy (
  digest      bytea       NOT NULL,
  document    bytea       NOT NULL,
  statement   text        NOT NULL,
  trusted     boolean     NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT policy_pk PRIMARY KEY (digest),
  CONSTRAINT policy_digest_is_of_document CHECK (digest = sha256(document)),
  CONSTRAINT policy_length CHECK (octet_length(document) <= 1048576)
);
COMMENT ON TABLE policy IS 'Policy documents, each once, as their exact bytes. Append-only.';
COMMENT ON COLUMN policy.trusted IS 'Whether a trusted key had signed the statement when the document came. Of others only some are kept.';
COMMENT ON COLUMN policy.statement IS 'The JWS by which a gateway published it (docs/design/0005-evidence-log.md).';

CREATE TABLE policy_citation (
  digest     bytea  NOT NULL,
  leaf_index bigint NOT NULL,
  CONSTRAINT policy_citation_pk PRIMARY KEY (digest),
  CONSTRAINT policy_citation_is_sha256 CHECK (octet_length(digest) = 32)
);
COMMENT ON TABLE policy_citation IS 'Of each policy the first leaf that cites it, whether its document is here or not. Append-only.';

-- What is in the log already. The members stand in this order in every record, and a quotation mark
-- inside a text is escaped, so nothing else can look like them.
INSERT INTO policy_citation (digest, leaf_index)
SELECT decode(substr(cited, 9), 'hex'), min(leaf_index)
FROM (
  SELECT leaf_index, substring(
    convert_from(decode(rpad(payload, ((length(payload) + 3) / 4) * 4, '='), 'base64'), 'UTF8')
    from CASE type WHEN 'config.changed' THEN '"body":\{"kind":"connections","digest":"(sha-256:[0-9a-f]{64})"'
      ELSE '"decision":\{"effect":"[a-z]+","policy":"(sha-256:[0-9a-f]{64})"' END) AS cited
  FROM (
    SELECT leaf_index, type, translate(split_part(convert_from(jws, 'SQL_ASCII'), '.', 2), '-_', '+/') AS payload
    FROM record WHERE type IN ('call.intent', 'config.changed')) AS payloads) AS found
WHERE cited IS NOT NULL
GROUP BY cited;

GRANT SELECT, INSERT ON policy, policy_citation TO ${role};
