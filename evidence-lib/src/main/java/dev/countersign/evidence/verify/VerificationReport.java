package dev.countersign.evidence.verify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the verifier found out about a bundle.
///
/// @param origin the log's name, as the checkpoint has it; empty when it could not be read
/// @param size how many leaves the checkpoint covers
/// @param root the checkpoint's root
/// @param records how many records were read
/// @param writers how many of them each writer wrote
/// @param epochs how many epochs the writers opened
/// @param calls how many calls were forwarded
/// @param trustedKeys whether the keys came from elsewhere than the bundle
/// @param view what the masked view is, where one was to be checked and the log knows it
/// @param viewAsked whether a masked view was to be checked
/// @param findings at most a hundred of each kind; the most likely cause first
/// @param counts how many findings there are of each kind
public record VerificationReport(
    String origin,
    long size,
    String root,
    long records,
    SortedMap<String, Long> writers,
    int epochs,
    long calls,
    boolean trustedKeys,
    boolean viewAsked,
    Optional<ViewSummary> view,
    List<Finding> findings,
    Map<FindingKind, Long> counts) {
  public VerificationReport {
    writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
    findings = List.copyOf(findings);
    counts = Map.copyOf(counts);
  }

  /// Whether everything that was checked holds. Notes and warnings do not count against it.
  public boolean holds() {
    return failures() == 0;
  }

  /// How many failures there are.
  public long failures() {
    return total(Severity.FAILURE);
  }

  /// How many findings of this severity there are.
  public long total(Severity severity) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().severity() == severity)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// The failure that most likely explains the others: the first record that does not hold, if any.
  public Optional<Finding> firstFailure() {
    return findings.stream()
        .filter(finding -> finding.kind().severity() == Severity.FAILURE)
        .findFirst();
  }

  boolean passed(Check check) {
    return counts.keySet().stream()
        .noneMatch(kind -> kind.check() == check && kind.severity() == Severity.FAILURE);
  }
}
