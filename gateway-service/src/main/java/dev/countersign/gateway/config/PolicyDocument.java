package dev.countersign.gateway.config;

import java.util.List;

/// The text of one configuration, for those who check later what calls were judged by.
///
/// A text with a secret written out in it is known here by nothing but its digest, so it cannot
/// leave by mistake.
public sealed interface PolicyDocument {
  /// Messages of the topic may have a little more than this.
  int MAX_BYTES = 1_000_000;

  /// The exact bytes, which auditors may read.
  record Shown(byte[] bytes) implements PolicyDocument {}

  /// It is kept back; its digest is on the record all the same.
  ///
  /// @param lines where a secret is written out
  record Withheld(Reason reason, List<Integer> lines) implements PolicyDocument {
    public Withheld {
      lines = List.copyOf(lines);
    }
  }

  /// Why a document is kept back.
  enum Reason {
    LITERAL_SECRET("literal-secret"),
    TOO_LARGE("too-large");

    private final String wireName;

    Reason(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /// The document of a configuration's exact bytes.
  ///
  /// @param secretLines the lines on which a secret is written out instead of referred to
  static PolicyDocument of(byte[] bytes, List<Integer> secretLines) {
    if (!secretLines.isEmpty()) {
      return new Withheld(Reason.LITERAL_SECRET, secretLines);
    }
    return bytes.length > MAX_BYTES ? new Withheld(Reason.TOO_LARGE, List.of()) : new Shown(bytes);
  }
}
