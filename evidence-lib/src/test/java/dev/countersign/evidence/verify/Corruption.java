package dev.countersign.evidence.verify;

import java.util.function.Consumer;

/// One way in which a log may be wrong, and what the verifier must call it.
///
/// @param leaf of the record that must be named first, or -1 where the bundle as a whole is wrong
record Corruption(String name, FindingKind kind, long leaf, Consumer<TestLog> spoil) {
  static final long BUNDLE = -1;

  @Override
  public String toString() {
    return name + " → " + kind.wireName();
  }
}
