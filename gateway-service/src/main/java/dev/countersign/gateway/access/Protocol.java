package dev.countersign.gateway.access;

import java.util.Locale;

/// The protocol a call came in by.
public enum Protocol {
  HTTP;

  /// The written form in records and expressions, for example `http`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
