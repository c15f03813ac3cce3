package dev.countersign.quickstart.drive;

/// What became of one call, as its caller saw it.
///
/// @param call the id the gateway gave it; empty where the caller never learned one
/// @param trace the trace id the caller gave it
/// @param reason the problem's name or what broke; empty where nothing did
record CallResult(
    String call, String trace, Kind kind, String reason, boolean masked, int leaked, long nanos) {

  enum Kind {
    PERMITTED,
    HELD,
    REFUSED,
    FAILED,
    BROKEN
  }
}
