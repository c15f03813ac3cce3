package dev.countersign.gateway.config;

import dev.countersign.gateway.config.rule.NamePatterns;
import java.util.Set;

/// Whom a grant is about. What is empty is not asked.
///
/// @param groups the subject is in one of them
/// @param subjects the subject is one of them
/// @param actors who acts now is one of them
/// @param through others who may stand in the chain of actors
/// @param kinds whoever acts is of one of these kinds: `person`, `agent`, `service`, `unknown`
/// @param issuers whose word counts
public record Grantees(
    Set<String> groups,
    Set<String> subjects,
    NamePatterns actors,
    NamePatterns through,
    Set<String> kinds,
    Set<String> issuers) {
  public Grantees {
    groups = Set.copyOf(groups);
    subjects = Set.copyOf(subjects);
    kinds = Set.copyOf(kinds);
    issuers = Set.copyOf(issuers);
  }

  /// Whether it is about subjects.
  public boolean nameSubjects() {
    return !groups.isEmpty() || !subjects.isEmpty();
  }

  /// Whether an issuer's word counts.
  public boolean trust(String issuer) {
    return issuers.isEmpty() || issuers.contains(issuer);
  }
}
