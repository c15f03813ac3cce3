package dev.countersign.gateway.config;

import java.util.Set;

/// Lets somebody call some functions; what no grant names is refused.
///
/// A call with a subject needs the subject among `groups` or `subjects`; where `actors` are named
/// too, the current actor must be one of them. A call without a subject needs a grant that names
/// its actor and nobody else. Where `issuers` are named, only their word counts.
///
/// @param name cited in records
/// @param functions names of functions, globs resolved
public record Grant(
    String name,
    Set<String> groups,
    Set<String> subjects,
    Set<String> actors,
    Set<String> issuers,
    Set<String> functions) {
  public Grant {
    groups = Set.copyOf(groups);
    subjects = Set.copyOf(subjects);
    actors = Set.copyOf(actors);
    issuers = Set.copyOf(issuers);
    functions = Set.copyOf(functions);
  }
}
