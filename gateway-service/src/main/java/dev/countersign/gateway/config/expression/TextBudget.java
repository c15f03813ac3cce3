package dev.countersign.gateway.config.expression;

/// How much text one evaluation may still look at.
///
/// Loops are counted by the engine and patterns are linear in the text, yet a loop over a long text
/// is their product, and its length is the caller's to choose. For one thread at a time.
final class TextBudget {
  static final long CHARACTERS = 16L << 20;

  private static final ThreadLocal<TextBudget> CURRENT = ThreadLocal.withInitial(TextBudget::new);

  private long left = CHARACTERS;

  /// Begins an evaluation of this thread.
  static void renew() {
    CURRENT.get().left = CHARACTERS;
  }

  /// Takes what looking at a text of that length costs.
  static void charge(long length) {
    TextBudget budget = CURRENT.get();
    budget.left -= length + 1;
    if (budget.left < 0) {
      throw new TextBudgetExceeded();
    }
  }

  /// There is none left.
  static final class TextBudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TextBudgetExceeded() {
      super("text budget exceeded");
    }
  }
}
