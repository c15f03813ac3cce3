package dev.countersign.gateway.config.expression;

import dev.cel.common.values.NullValue;
import dev.countersign.gateway.config.expression.Step.Unclear;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/// CEL's operators on the values that JSON has: text, truth, whole and other numbers, null, lists
/// and maps by text.
///
/// Each yields what the engine yields, or throws [Unclear]: for other types, for what is an error,
/// and wherever it takes a second look to know.
final class PlainValues {
  // Beyond it a whole number and another one cannot be compared as such.
  private static final long EXACT = 1L << 53;

  private PlainValues() {}

  static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw Unclear.INSTANCE;
  }

  static boolean same(Object left, Object right) {
    if (!isScalar(left) && !isScalar(right)) {
      throw Unclear.INSTANCE;
    }
    return left instanceof Number && right instanceof Number
        ? order(left, right) == 0
        : left.equals(right);
  }

  private static boolean isScalar(Object value) {
    return switch (value) {
      case String _, Boolean _, Long _, Double _, NullValue _ -> true;
      case List<?> _, Map<?, ?> _ -> false;
      default -> throw Unclear.INSTANCE;
    };
  }

  /// Negative, zero or positive as the left one is less, equal or greater.
  static int order(Object left, Object right) {
    if (left instanceof Long one && right instanceof Long other) {
      return Long.compare(one, other);
    }
    if (left instanceof String one && right instanceof String other) {
      return one.compareTo(other);
    }
    double one = exact(left);
    double other = exact(right);
    return one < other ? -1 : one > other ? 1 : 0;
  }

  private static double exact(Object value) {
    return switch (value) {
      case Long whole when whole >= -EXACT && whole <= EXACT -> whole;
      case Double number when !number.isNaN() && !number.equals(-0.0) -> number;
      default -> throw Unclear.INSTANCE;
    };
  }

  static boolean in(Object value, Object container) {
    if (container instanceof Map<?, ?> map && value instanceof String name) {
      return map.containsKey(name);
    }
    if (container instanceof List<?> list && isScalar(value)) {
      for (Object element : list) {
        if (same(element, value)) {
          return true;
        }
      }
      return false;
    }
    throw Unclear.INSTANCE;
  }

  static boolean has(Object container, String name) {
    if (container instanceof Map<?, ?> map) {
      return map.containsKey(name);
    }
    throw Unclear.INSTANCE;
  }

  static Object member(Object container, String name) {
    return container instanceof Map<?, ?> map ? known(map.get(name)) : known(null);
  }

  static Object at(Object container, Object index) {
    return container instanceof List<?> list
            && index instanceof Long place
            && place >= 0
            && place < list.size()
        ? known(list.get(place.intValue()))
        : container instanceof Map<?, ?> && index instanceof String name
            ? member(container, name)
            : known(null);
  }

  private static Object known(@Nullable Object value) {
    if (value == null) {
      throw Unclear.INSTANCE;
    }
    return value;
  }

  static long size(Object value) {
    return switch (value) {
      case String text -> text.codePointCount(0, text.length());
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> throw Unclear.INSTANCE;
    };
  }

  /// What a loop goes over: elements, or the names of a map.
  static Collection<?> elements(Object range) {
    return switch (range) {
      case List<?> list -> list;
      case Map<?, ?> map -> map.keySet();
      default -> throw Unclear.INSTANCE;
    };
  }

  static Object sum(Object left, Object right) {
    return switch (left) {
      case Long one when right instanceof Long other -> exactly(Math::addExact, one, other);
      case Double one when right instanceof Double other -> one + other;
      default -> throw Unclear.INSTANCE;
    };
  }

  static Object difference(Object left, Object right) {
    return switch (left) {
      case Long one when right instanceof Long other -> exactly(Math::subtractExact, one, other);
      case Double one when right instanceof Double other -> one - other;
      default -> throw Unclear.INSTANCE;
    };
  }

  static Object product(Object left, Object right) {
    return switch (left) {
      case Long one when right instanceof Long other -> exactly(Math::multiplyExact, one, other);
      case Double one when right instanceof Double other -> one * other;
      default -> throw Unclear.INSTANCE;
    };
  }

  private static Long exactly(LongBinaryOperator operator, long one, long other) {
    try {
      return operator.applyAsLong(one, other);
    } catch (ArithmeticException _) {
      throw Unclear.INSTANCE;
    }
  }

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw Unclear.INSTANCE;
  }
}
