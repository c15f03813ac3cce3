package dev.countersign.gateway.config.expression;

import dev.countersign.gateway.config.expression.Step.Unclear;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The types of operands that a call of an expression admits, as its type check has found.
///
/// It may have found fewer than the function has: of `args.a['b'] > 0` it takes both sides for
/// whole numbers, and the engine has no value for it where one is another number.
record Overloads(Set<Types> admitted) {

  enum Types {
    WHOLE,
    NUMBER,
    WHOLE_AND_NUMBER,
    NUMBER_AND_WHOLE,
    TEXT,
    LIST,
    MAP
  }

  private static final Map<String, Types> BY_ENDING =
      Map.of(
          "_int64_double", Types.WHOLE_AND_NUMBER,
          "_double_int64", Types.NUMBER_AND_WHOLE,
          "_int64", Types.WHOLE,
          "_double", Types.NUMBER,
          "_string", Types.TEXT,
          "_list", Types.LIST,
          "_map", Types.MAP);

  /// Reads the engine's names, such as `less_int64` and `list_size`.
  static Overloads of(Collection<String> names) {
    Set<Types> admitted = EnumSet.noneOf(Types.class);
    for (String name : names) {
      String ending = name.endsWith("_size") ? "_" + name.substring(0, name.length() - 5) : name;
      BY_ENDING.keySet().stream()
          .filter(ending::endsWith)
          .max((one, other) -> Integer.compare(one.length(), other.length()))
          .map(BY_ENDING::get)
          .ifPresent(admitted::add);
    }
    return new Overloads(admitted);
  }

  /// @throws Unclear where the two are not admitted together
  void admit(Object left, Object right) {
    require(
        switch (left) {
          case Long _ when right instanceof Long -> Types.WHOLE;
          case Long _ when right instanceof Double -> Types.WHOLE_AND_NUMBER;
          case Double _ when right instanceof Double -> Types.NUMBER;
          case Double _ when right instanceof Long -> Types.NUMBER_AND_WHOLE;
          case String _ when right instanceof String -> Types.TEXT;
          default -> throw Unclear.INSTANCE;
        });
  }

  /// @throws Unclear where it is not admitted
  void admit(Object container) {
    require(
        switch (container) {
          case String _ -> Types.TEXT;
          case List<?> _ -> Types.LIST;
          case Map<?, ?> _ -> Types.MAP;
          default -> throw Unclear.INSTANCE;
        });
  }

  private void require(Types types) {
    if (!admitted.contains(types)) {
      throw Unclear.INSTANCE;
    }
  }
}
