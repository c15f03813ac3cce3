package dev.countersign.evidence.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects findings: the first hundred of each kind, and how many there were of each.
final class Findings {
  private static final int KEPT_OF_A_KIND = 100;

  private final List<Finding> kept = new ArrayList<>();
  private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);

  void add(FindingKind kind, String expected, String found) {
    add(new Finding.OfBundle(kind, expected, found));
  }

  void add(FindingKind kind, LogEntry entry, String expected, String found) {
    add(new Finding.OfRecord(kind, entry.leaf(), entry.place(), expected, found));
  }

  void add(Finding finding) {
    if (counts.merge(finding.kind(), 1L, Long::sum) <= KEPT_OF_A_KIND) {
      kept.add(finding);
    }
  }

  Map<FindingKind, Long> counts() {
    return new EnumMap<>(counts);
  }

  /// The kept findings: the most likely cause first.
  ///
  /// A record that was changed makes others look wrong, also earlier ones that wait for it. So
  /// come, by leaf, records that do not hold in themselves, then what records say of each other,
  /// then the rest.
  List<Finding> inOrder() {
    return kept.stream()
        .sorted(Comparator.comparingInt(Findings::rank).thenComparingLong(Findings::leaf))
        .toList();
  }

  private static int rank(Finding finding) {
    if (finding.kind() == FindingKind.MALFORMED_STUB) {
      return 0;
    }
    return switch (finding.kind().check()) {
      case SIGNATURES, CHAINS -> 0;
      case CALLS, APPROVALS, RETENTION -> 1;
      case FILE, CHECKPOINT, TREE, POLICIES, MASKED_VIEW -> 2;
    };
  }

  private static long leaf(Finding finding) {
    return finding instanceof Finding.OfRecord record ? record.leaf() : Long.MAX_VALUE;
  }
}
