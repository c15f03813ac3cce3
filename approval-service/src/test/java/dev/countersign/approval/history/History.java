package dev.countersign.approval.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What people, gateways and clocks did to one approval, as they saw it, and whether that could be.
///
/// A step happened somewhere between its begin and its end. What must hold whatever the order: used
/// at most once, never without the quorum, never after its time, never when revoked or withdrawn.
final class History {
  private final UUID approval;
  private final int quorum;
  private final int denials;
  private final Duration decideWithin;
  private final Duration useWithin;
  private final Instant asked;
  private final List<Deed> deeds = Collections.synchronizedList(new ArrayList<>());

  History(
      UUID approval,
      int quorum,
      int denials,
      Duration decideWithin,
      Duration useWithin,
      Instant asked) {
    this.approval = approval;
    this.quorum = quorum;
    this.denials = denials;
    this.decideWithin = decideWithin;
    this.useWithin = useWithin;
    this.asked = asked;
  }

  /// The kinds of deeds.
  enum Kind {
    APPROVE,
    DENY,
    CONSUME,
    REVOKE,
    WITHDRAW
  }

  /// One deed and its answer: the status, and the state where it was taken.
  record Deed(Kind kind, String by, Instant began, Instant ended, int status, String state) {
    boolean succeeded() {
      return status == 200;
    }
  }

  UUID approval() {
    return approval;
  }

  void add(Deed deed) {
    deeds.add(deed);
  }

  boolean wasUsed() {
    return of(Kind.CONSUME).size() > 0;
  }

  /// Whether a gateway got no answer to its use: it may have been one.
  boolean mayHaveBeenUsed() {
    return deeds.stream().anyMatch(deed -> deed.kind() == Kind.CONSUME && deed.status() == 503);
  }

  /// What cannot be; empty when all is well.
  List<String> violations() {
    List<String> wrong = new ArrayList<>();
    List<Deed> uses = of(Kind.CONSUME);
    if (uses.size() > 1) {
      wrong.add("used " + uses.size() + " times");
    }
    deeds.stream()
        .filter(deed -> deed.status() >= 500 && deed.status() != 503)
        .forEach(deed -> wrong.add("not answered: " + deed));
    for (Deed use : uses) {
      judge(use, wrong);
    }
    return wrong.stream().map(text -> approval + ": " + text + " " + deeds).toList();
  }

  private void judge(Deed use, List<String> wrong) {
    List<Deed> approvals = begunBefore(use, Kind.APPROVE);
    Set<String> people = new HashSet<>();
    approvals.forEach(deed -> people.add(deed.by()));
    if (people.size() < quorum) {
      wrong.add("used with " + people + " of " + quorum);
    }
    long denied = of(Kind.DENY).stream().filter(deed -> deed.ended().isBefore(use.began())).count();
    if (denied >= denials) {
      wrong.add("used after " + denied + " denials");
    }
    if (!of(Kind.REVOKE).isEmpty() || !of(Kind.WITHDRAW).isEmpty()) {
      wrong.add("used and taken back");
    }
    Instant latest = approvals.stream().map(Deed::ended).max(Instant::compareTo).orElse(asked);
    if (use.began().isAfter(latest.plus(useWithin))) {
      wrong.add("used after its time");
    }
    approvals.stream()
        .filter(deed -> deed.began().isAfter(asked.plus(decideWithin)))
        .forEach(deed -> wrong.add("decided after its time"));
  }

  private List<Deed> begunBefore(Deed use, Kind kind) {
    return of(kind).stream().filter(deed -> deed.began().isBefore(use.ended())).toList();
  }

  private List<Deed> of(Kind kind) {
    return List.copyOf(deeds).stream()
        .filter(deed -> deed.kind() == kind && deed.succeeded())
        .toList();
  }
}
