package dev.countersign.evidence.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What the verifier found out about a bundle.
///
/// @param log what there is
/// @param trustedKeys whether the keys came from elsewhere than the bundle
/// @param hashOnly whether the signatures of records were skipped
/// @param view what the masked view is, where one was to be checked and the log knows it
/// @param viewAsked whether a masked view was to be checked
/// @param findings at most a hundred of each kind; the most likely cause first
/// @param counts how many findings there are of each kind
public record VerificationReport(
    LogSummary log,
    boolean trustedKeys,
    boolean hashOnly,
    boolean viewAsked,
    Optional<ViewSummary> view,
    List<Finding> findings,
    Map<FindingKind, Long> counts) {
  public VerificationReport {
    findings = List.copyOf(findings);
    counts = Map.copyOf(counts);
  }

  /// The log's name, as the checkpoint has it; empty when it could not be read.
  public String origin() {
    return log.origin();
  }

  /// How many records were read.
  public long records() {
    return log.records();
  }

  /// How many records and stubs are of each writer.
  public SortedMap<String, Long> writers() {
    return log.writers();
  }

  /// How many epochs the writers opened.
  public int epochs() {
    return log.epochs();
  }

  /// How many calls were forwarded.
  public long calls() {
    return log.calls();
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

  /// The first check, in their order, that found a failure.
  Optional<Check> firstFailed() {
    return Arrays.stream(Check.values()).filter(check -> !passed(check)).findFirst();
  }

  boolean passed(Check check) {
    return counts.keySet().stream()
        .noneMatch(kind -> kind.check() == check && kind.severity() == Severity.FAILURE);
  }
}
