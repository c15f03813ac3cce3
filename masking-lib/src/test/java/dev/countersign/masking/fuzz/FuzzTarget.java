package dev.countersign.masking.fuzz;

import dev.countersign.masking.MediaKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is fuzzed: the bodies of one kind, or the rules of a policy.
public enum FuzzTarget {
  JSON(MediaKind.JSON),
  NDJSON(MediaKind.NDJSON),
  SSE(MediaKind.SSE),
  TEXT(MediaKind.TEXT),
  CSV(MediaKind.CSV),
  TSV(MediaKind.TSV),
  XML(MediaKind.XML),
  FORM(MediaKind.FORM),
  RULES(null);

  private final @Nullable MediaKind kind;

  FuzzTarget(@Nullable MediaKind kind) {
    this.kind = kind;
  }

  /// The target of that name, in lower case.
  public static FuzzTarget named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /// The name in lower case, as of its files of inputs.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Checks one input.
  ///
  /// @throws AssertionError where something does not hold
  public void check(byte[] input) {
    if (kind == null) {
      RulesCheck.check(input);
    } else {
      FuzzInput body = FuzzInput.of(input);
      BodyCheck.check(kind, body, FuzzPolicies.of(body.policy()));
    }
  }
}
