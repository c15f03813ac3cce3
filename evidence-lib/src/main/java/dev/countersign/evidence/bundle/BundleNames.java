package dev.countersign.evidence.bundle;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names and limits of a bundle's entries.
final class BundleNames {
  static final String MANIFEST = "manifest.json";
  static final String LOG_KEYS = "keys/log.jwks.json";
  static final String RETENTION = "retention.json";
  static final Pattern WRITER_KEYS =
      Pattern.compile("keys/writers/([a-z0-9][a-z0-9-]{0,62})\\.jwks\\.json");
  static final Pattern POLICY = Pattern.compile("policies/([0-9a-f]{64})");
  private static final Pattern CHECKPOINT = Pattern.compile("checkpoints/0([0-9]{19})\\.note");
  private static final Pattern TIMESTAMP = Pattern.compile("timestamps/0([0-9]{19})\\.tst");

  static final int RECORDS_PER_ENTRY = 65_536;

  /// A record entry is closed early when it reaches this many bytes.
  static final long BYTES_PER_ENTRY = 1L << 30;

  static final int MAX_MANIFEST = 1 << 20;
  static final int MAX_KEYS = 1 << 16;
  static final int MAX_CHECKPOINTS = 1024;
  static final int MAX_POLICIES = 4096;
  static final int MAX_POLICY = 1 << 20;
  static final int MAX_RETENTION = 1 << 20;
  static final int MAX_TIMESTAMPS = 64;
  static final int MAX_ENTRIES = 1 << 20;

  private BundleNames() {}

  static String records(long ordinal) {
    return String.format(Locale.ROOT, "records/%010d.jws", ordinal);
  }

  static String checkpoint(long size) {
    return String.format(Locale.ROOT, "checkpoints/%020d.note", size);
  }

  static String timestamp(long size) {
    return String.format(Locale.ROOT, "timestamps/%020d.tst", size);
  }

  /// The size in the name of a checkpoint.
  static OptionalLong checkpointSize(String name) {
    return size(CHECKPOINT.matcher(name));
  }

  /// The size of its checkpoint in the name of a timestamp.
  static OptionalLong timestampSize(String name) {
    return size(TIMESTAMP.matcher(name));
  }

  private static OptionalLong size(Matcher matcher) {
    try {
      return matcher.matches()
          ? OptionalLong.of(Long.parseLong(matcher.group(1)))
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  static String policy(String hex) {
    return "policies/" + hex;
  }

  static String writerKeys(String writer) {
    String name = "keys/writers/" + writer + ".jwks.json";
    if (!WRITER_KEYS.matcher(name).matches()) {
      throw new IllegalArgumentException("writer: " + writer + " (expected: a writer's name)");
    }
    return name;
  }
}
