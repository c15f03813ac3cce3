package dev.countersign.bench.ingest;

import dev.countersign.bench.Arguments;
import java.util.Set;

/// How much is taken in.
///
/// @param records how many, in all
/// @param slice after how many a line is printed
/// @param writers by how many writers
/// @param asked how many times each question is asked of the grown log
record IngestSettings(int records, int slice, int writers, int asked) {
  private static final Set<String> NAMES = Set.of("records", "slice", "writers", "asked");

  static IngestSettings of(String... arguments) {
    Arguments given = Arguments.of(NAMES, arguments);
    return new IngestSettings(
        given.number("records", 300_000),
        given.number("slice", 50_000),
        given.number("writers", 6),
        given.number("asked", 200));
  }
}
