package dev.countersign.gateway.access;

/// Why a call was not carried out, or not to its end: the closed list of
/// `docs/design/0001-contracts.md`.
///
/// The name is the last part of the problem's type URI and the `reason` of the refusal's record.
public enum ProblemType {
  MALFORMED_REQUEST("malformed-request", 400),
  DUPLICATE_ARGUMENT("duplicate-argument", 400),
  AMBIGUOUS_ARGUMENT("ambiguous-argument", 400),
  INVALID_ENCODING("invalid-encoding", 400),
  REASON_REQUIRED("reason-required", 400),
  UNAUTHENTICATED("unauthenticated", 401),
  INVALID_TOKEN("invalid-token", 401),
  INVALID_PROOF("invalid-proof", 401),
  NOT_GRANTED("not-granted", 403),
  GUARDRAIL("guardrail", 403),
  RISK_UNKNOWN("risk-unknown", 403),
  RISK_TOO_HIGH("risk-too-high", 403),
  DECISION_POINT("decision-point", 403),
  RESPONSE_REFUSED("response-refused", 403),
  APPROVAL_DENIED("approval-denied", 403),
  APPROVAL_REVOKED("approval-revoked", 403),
  BREAK_GLASS_REFUSED("break-glass-refused", 403),
  APPROVAL_CONSUMED("approval-consumed", 409),
  APPROVAL_MISMATCH("approval-mismatch", 409),
  OUTCOME_PENDING("outcome-pending", 409),
  OUTCOME_UNKNOWN("outcome-unknown", 409),
  /// On record only: what the caller got is what the call of before was answered.
  ANSWER_REPEATED("answer-repeated", 409),
  APPROVAL_EXPIRED("approval-expired", 410),
  TOO_LARGE("too-large", 413),
  UNSUPPORTED_CONTENT("unsupported-content", 415),
  QUOTA_EXCEEDED("quota-exceeded", 429),
  TOO_MANY_HELD("too-many-held", 429),
  TOO_MANY_APPROVALS("too-many-approvals", 429),
  INTERNAL("internal", 500),
  UPSTREAM_FAILED("upstream-failed", 502),
  UPSTREAM_GARBLED("upstream-garbled", 502),
  EVIDENCE_UNAVAILABLE("evidence-unavailable", 503),
  APPROVAL_UNAVAILABLE("approval-unavailable", 503),
  IDENTITY_UNAVAILABLE("identity-unavailable", 503),
  RECORDINGS_UNAVAILABLE("recordings-unavailable", 503),
  UPSTREAM_TIMEOUT("upstream-timeout", 504);

  private final String wireName;
  private final int status;

  ProblemType(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  public String wireName() {
    return wireName;
  }

  /// The HTTP status that goes with it.
  public int status() {
    return status;
  }
}
