package dev.countersign.gateway.config.rule;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How often, and how much, each subject may call each of some functions within a time.
///
/// @param functions names of functions, globs resolved; each is counted for itself
/// @param calls how many calls; null: any number
/// @param bytes how many bytes of arguments and answers; null: any number
/// @param per the time, which moves along: no stretch of that length holds more
public record Quota(
    String name,
    Set<String> functions,
    @Nullable Integer calls,
    @Nullable Long bytes,
    Duration per) {
  public Quota {
    functions = Set.copyOf(functions);
  }
}
