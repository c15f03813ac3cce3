package dev.countersign.gateway.config;

import java.util.Locale;

/// How strictly the calls of a connection are kept as evidence.
public enum Profile {
  /// Intent and outcome are durable, frames are recorded as they are masked.
  STANDARD,
  /// In addition masking is mandatory.
  COMPLIANCE_EVIDENCE;

  /// The written form, for example `compliance-evidence`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
