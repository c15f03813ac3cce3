package dev.countersign.gateway.config.rule;

import java.util.Locale;

/// What a grant does for the calls that it covers; deny beats permit.
public enum Effect {
  PERMIT,
  DENY;

  /// The written form: `permit`, `deny`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
