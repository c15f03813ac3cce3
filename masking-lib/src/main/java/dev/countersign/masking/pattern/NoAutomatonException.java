package dev.countersign.masking.pattern;

/// Says that a pattern is not for an automaton: one it cannot express, or only with too many
/// states.
final class NoAutomatonException extends Exception {

  private static final long serialVersionUID = 1L;

  NoAutomatonException(String what) {
    super(what);
  }
}
