package dev.countersign.evidence.verify;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One way in which a bundle may be wrong, and what the verifier must call it.
///
/// @param name what was done
/// @param leaf of the record that must be named first, or -1 where the bundle as a whole is wrong
/// @param base makes the log that is spoiled, from a seed
/// @param spoil changes the log before it becomes a bundle
/// @param twist changes the file
/// @param trusted whether it shows only against the true keys, from elsewhere
record Corruption(
    String name,
    FindingKind kind,
    long leaf,
    Function<String, TestLog> base,
    Consumer<TestLog> spoil,
    UnaryOperator<byte[]> twist,
    boolean trusted) {
  static final long BUNDLE = -1;

  /// The seed of the published corpus.
  static final String SEED = "countersign corpus";

  static Corruption of(String name, FindingKind kind, long leaf, Consumer<TestLog> spoil) {
    return new Corruption(
        name, kind, leaf, TestLog::standard, spoil, UnaryOperator.identity(), false);
  }

  Corruption of(Function<String, TestLog> other) {
    return new Corruption(name, kind, leaf, other, spoil, twist, trusted);
  }

  Corruption againstTheTrueKeys() {
    return new Corruption(name, kind, leaf, base, spoil, twist, true);
  }

  /// The spoiled bundle; the same bytes every time.
  byte[] bundle() {
    var log = base.apply(SEED);
    spoil.accept(log);
    return twist.apply(log.bundle());
  }

  VerificationReport verify() {
    return TestLog.verify(bundle(), trust());
  }

  Trust trust() {
    return trusted ? new Trust.OfKeys(TestLog.standard(SEED).keys()) : new Trust.OfBundle();
  }

  @Override
  public String toString() {
    return name + " → " + kind.wireName();
  }
}
