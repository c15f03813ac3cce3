package dev.countersign.gateway.config.expression;

/// Says what is wrong with an expression, and what was expected.
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String expected;

  ExpressionException(String what, String expected) {
    super(what);
    this.expected = expected;
  }

  public String expected() {
    return expected;
  }
}
