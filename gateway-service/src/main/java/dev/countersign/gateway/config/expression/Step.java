package dev.countersign.gateway.config.expression;

/// One node of an expression that is evaluated without the engine. Stateless.
@FunctionalInterface
interface Step {
  /// The node's value, which is the one that the engine has.
  ///
  /// @throws Unclear where only the engine can tell
  /// @throws TextBudget.TextBudgetExceeded as the engine's functions do
  Object value(Run run);

  /// The value of a node that must be true or false.
  default boolean holds(Run run) {
    return PlainValues.truth(value(run));
  }

  /// One evaluation under way; for one thread.
  final class Run {
    private static final int MAX_LOOP_STEPS = ExpressionCompiler.MAX_LOOP_STEPS;

    private final CallVariables call;
    private final Object[] slots;
    private int loopSteps;

    /// @param slots how many variables the loops of the expression have
    Run(CallVariables call, int slots) {
      this.call = call;
      this.slots = new Object[slots];
    }

    Object variable(String name) {
      Object value = call.value(name);
      if (value == null) {
        throw Unclear.INSTANCE;
      }
      return value;
    }

    Object slot(int slot) {
      return slots[slot];
    }

    void set(int slot, Object value) {
      slots[slot] = value;
    }

    /// Counts one step of one loop, as the engine does.
    void loop() {
      if (++loopSteps > MAX_LOOP_STEPS) {
        throw Unclear.INSTANCE;
      }
    }
  }

  /// What an expression means here is for the engine to say. A signal, so it has no trace.
  final class Unclear extends RuntimeException {
    static final Unclear INSTANCE = new Unclear();
    private static final long serialVersionUID = 1L;

    private Unclear() {
      super("left to the engine", null, false, false);
    }
  }
}
