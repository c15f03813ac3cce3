package dev.countersign.approval.quorum;

/// Whether a caller may review a request, and if not, why.
public enum Eligibility {
  MAY_REVIEW,
  /// The caller asked for the call, or acts in it.
  OWN_REQUEST,
  /// The caller is in none of the asked groups, or is not a person deciding in person.
  NOT_A_REVIEWER
}
