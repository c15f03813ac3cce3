package dev.countersign.approval.quorum;

import dev.countersign.evidence.record.ApprovalTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many distinct people must approve, how many of which group, and how many denials deny.
///
/// People are counted, not groups: somebody in two of the asked groups is one person and fills one
/// group's minimum, and more votes than needed are as good as enough. Denials are asked first.
public record Quorum(int needed, ApprovalTerms terms) {
  public Quorum {
    if (needed < 1) {
      throw new IllegalArgumentException("quorum: %d (expected: >= 1)".formatted(needed));
    }
  }

  public Tally count(Collection<Vote> votes) {
    if (people(votes, false).size() >= terms.denials()) {
      return Tally.DENIED;
    }
    Collection<List<String>> approving = people(votes, true);
    return approving.size() >= needed && terms.areMinimumsMet(approving)
        ? Tally.APPROVED
        : Tally.OPEN;
  }

  // Each distinct person, by the groups they are of.
  private static Collection<List<String>> people(Collection<Vote> votes, boolean approving) {
    Map<Object, List<String>> people = new LinkedHashMap<>();
    votes.stream()
        .filter(vote -> vote.approves() == approving)
        .forEach(vote ->
            people.computeIfAbsent(vote.voter(), _ -> new ArrayList<>()).addAll(vote.groups()));
    return people.values();
  }
}
