package dev.countersign.gateway.config.pack;

import java.util.Set;

/// What an operator may set on a pack.
///
/// @param arguments names of the arguments to look at, at any depth; `*` for all; empty: the pack's
///   own choice
/// @param allow findings that do not fire
/// @param maxRows how many rows may be asked for at once
public record PackOptions(Set<String> arguments, Set<String> allow, long maxRows) {
  public static final long MAX_ROWS = 1_000;
  public static final PackOptions DEFAULT = new PackOptions(Set.of(), Set.of(), MAX_ROWS);

  public PackOptions {
    arguments = Set.copyOf(arguments);
    allow = Set.copyOf(allow);
  }
}
