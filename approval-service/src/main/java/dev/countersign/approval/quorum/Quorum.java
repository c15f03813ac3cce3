package dev.countersign.approval.quorum;

import java.util.Collection;

/// How many distinct people must approve. One denial denies.
///
/// People are counted, not groups: somebody in two of the asked groups is one person, and more
/// votes than needed are as good as enough.
public record Quorum(int needed) {
  public Quorum {
    if (needed < 1) {
      throw new IllegalArgumentException("quorum: %d (expected: >= 1)".formatted(needed));
    }
  }

  public Tally count(Collection<Vote> votes) {
    if (votes.stream().anyMatch(vote -> !vote.approves())) {
      return Tally.DENIED;
    }
    long people = votes.stream().map(Vote::voter).distinct().count();
    return people >= needed ? Tally.APPROVED : Tally.OPEN;
  }
}
