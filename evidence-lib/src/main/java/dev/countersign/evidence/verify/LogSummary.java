package dev.countersign.evidence.verify;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What there is in a log.
///
/// @param origin the log's name, as the checkpoint has it; empty when it could not be read
/// @param size how many leaves the newest checkpoint covers
/// @param root the newest checkpoint's root
/// @param records how many records were read
/// @param pruned how many stubs of pruned records were read
/// @param writers how many records and stubs are of each writer
/// @param epochs how many epochs the writers opened
/// @param calls how many calls were forwarded
/// @param checkpoints how many checkpoints the leaves were held against
/// @param policies how many policy documents are included
/// @param timestamp the newest timestamp that holds, if there is one
public record LogSummary(
    String origin,
    long size,
    String root,
    long records,
    long pruned,
    SortedMap<String, Long> writers,
    int epochs,
    long calls,
    int checkpoints,
    int policies,
    Optional<TimestampSummary> timestamp) {
  static final LogSummary NOTHING =
      new LogSummary("", 0, "", 0, 0, new TreeMap<>(), 0, 0, 0, 0, Optional.empty());

  public LogSummary {
    writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
  }
}
