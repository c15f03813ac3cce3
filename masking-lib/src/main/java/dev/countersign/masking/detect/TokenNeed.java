package dev.countersign.masking.detect;

/// Two neighbours among the [Tokens] of a text with which something begins that a finder finds.
///
/// @param first the kinds that the first may have, as bits
/// @param next the kinds that may follow behind one more character
record TokenNeed(long first, long next) {

  /// Whatever may follow, or nothing.
  static final long ANY = -1L;
}
