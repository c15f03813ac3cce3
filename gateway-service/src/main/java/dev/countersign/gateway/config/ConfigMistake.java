package dev.countersign.gateway.config;

/// One thing that is wrong with a configuration file, and what was expected in its place.
///
/// @param line from 1
/// @param column from 1
public record ConfigMistake(String file, int line, int column, String what, String expected) {
  @Override
  public String toString() {
    return "%s:%d:%d: %s (expected: %s)".formatted(file, line, column, what, expected);
  }
}
