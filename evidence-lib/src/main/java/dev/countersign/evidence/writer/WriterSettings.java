package dev.countersign.evidence.writer;

import java.time.Duration;
import java.util.regex.Pattern;

/// Who a writer is and how patient it is.
///
/// @param acknowledgeWithin how long an append waits to be durable
/// @param reopenEvery how long to wait between attempts to open a new epoch
/// @param heartbeatEvery how often a record says that the writer lives
public record WriterSettings(
    String writer,
    String service,
    String version,
    Duration acknowledgeWithin,
    Duration reopenEvery,
    Duration heartbeatEvery) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public WriterSettings {
    if (!NAME.matcher(writer).matches()) {
      throw new IllegalArgumentException(
          "writer: %s (expected: lower-case letters, digits and dashes)".formatted(writer));
    }
  }
}
