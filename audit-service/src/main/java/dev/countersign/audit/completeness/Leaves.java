package dev.countersign.audit.completeness;

/// Leaves without a gap between them.
///
/// @param first the first of them
/// @param end the one behind the last
/// @param size the checkpoint's: what stands behind it does not count
record Leaves(long first, long end, long size) {
  long count() {
    return end - first;
  }
}
