package dev.countersign.approval.quorum;

/// What the votes so far come to.
public enum Tally {
  OPEN,
  APPROVED,
  DENIED
}
