package dev.countersign.approval.request;

/// What came of an attempt to change an approval.
public sealed interface Step {

  /// The approval as it stands after the change.
  record Moved(Approval next) implements Step {}

  /// The change is not possible, and nothing changed.
  record Refused(Refusal reason) implements Step {}

  /// Why a change is not possible.
  enum Refusal {
    /// The person has reviewed before.
    ALREADY_REVIEWED,
    /// It is no longer open: decided, withdrawn, used, or out of time.
    ALREADY_DECIDED,
    /// Not, or not any more, approved.
    NOT_APPROVED,
    /// A call has used it.
    ALREADY_CONSUMED,
    /// One of its clocks ran out.
    OUT_OF_TIME,
    /// No clock has run out, or there is nothing to judge.
    NOT_DUE,
    /// It takes no more of these.
    FULL
  }
}
