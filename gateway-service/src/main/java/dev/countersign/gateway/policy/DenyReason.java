package dev.countersign.gateway.policy;

/// Why a call is denied; each is the last part of a problem type.
public enum DenyReason {
  /// No grant, and also: no such connection, no such function. Callers cannot tell which.
  NOT_GRANTED("not-granted"),
  /// A guardrail fired, or could not be evaluated.
  GUARDRAIL("guardrail"),
  /// The risk, or whether it needs approval, could not be evaluated.
  RISK_UNKNOWN("risk-unknown"),
  /// The risk is higher than anybody may approve.
  RISK_TOO_HIGH("risk-too-high"),
  /// Somebody else's decision point said no, or nothing usable.
  DECISION_POINT("decision-point");

  private final String text;

  DenyReason(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
