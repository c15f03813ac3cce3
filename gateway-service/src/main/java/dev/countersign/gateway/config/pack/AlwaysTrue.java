package dev.countersign.gateway.config.pack;

import java.math.BigDecimal;
import java.util.Locale;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.conditional.XorExpression;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.jspecify.annotations.Nullable;

/// Tells conditions that every row meets: `1=1`, `true`, `id = id`, `name LIKE '%'`.
///
/// Knows the usual ones. It does not know what is in a table: `id > 0` counts as a condition.
final class AlwaysTrue {
  private AlwaysTrue() {}

  static boolean test(Expression condition) {
    return Boolean.TRUE.equals(value(condition));
  }

  private static @Nullable Boolean value(Expression expression) {
    return switch (expression) {
      case BooleanValue literal -> literal.getValue();
      case LongValue number -> number.getBigIntegerValue().signum() != 0;
      case DoubleValue number -> number.getValue() != 0;
      case StringValue text -> truth(text.getValue());
      // The parser takes TRUE for a column in some places.
      case Column column -> named(column);
      case NotExpression not -> not(value(not.getExpression()));
      case AndExpression and ->
          and(value(and.getLeftExpression()), value(and.getRightExpression()));
      case OrExpression or -> or(or.getLeftExpression(), or.getRightExpression());
      case XorExpression xor ->
          xor(value(xor.getLeftExpression()), value(xor.getRightExpression()));
      case ParenthesedExpressionList<?> list when list.size() == 1 -> value(list.getFirst());
      case ComparisonOperator comparison -> comparison(comparison);
      case LikeExpression like -> like(like);
      case InExpression in -> in(in);
      case ExistsExpression exists -> exists(exists);
      case IsBooleanExpression is -> is(is);
      case IsNullExpression isNull -> isLiteral(isNull.getLeftExpression()) ? isNull.isNot() : null;
      default -> null;
    };
  }

  private static @Nullable Boolean truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "t", "true", "y", "yes", "on", "1" -> true;
      case "f", "false", "n", "no", "off", "0" -> false;
      default -> null;
    };
  }

  private static @Nullable Boolean named(Column column) {
    return switch (column.getFullyQualifiedName().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : (Boolean) !value;
  }

  private static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return left != null && right != null ? Boolean.TRUE : null;
  }

  private static @Nullable Boolean or(Expression left, Expression right) {
    Boolean first = value(left);
    Boolean second = value(right);
    if (Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second) || complement(left, right)) {
      return true;
    }
    return first != null && second != null ? Boolean.FALSE : null;
  }

  // a IS NULL OR a IS NOT NULL, a OR NOT a
  private static boolean complement(Expression left, Expression right) {
    if (left instanceof IsNullExpression one && right instanceof IsNullExpression other) {
      return one.isNot() != other.isNot()
          && same(one.getLeftExpression(), other.getLeftExpression());
    }
    return (left instanceof NotExpression not && same(not.getExpression(), right))
        || (right instanceof NotExpression other && same(other.getExpression(), left));
  }

  private static @Nullable Boolean xor(@Nullable Boolean left, @Nullable Boolean right) {
    return left == null || right == null ? null : (Boolean) !left.equals(right);
  }

  private static @Nullable Boolean comparison(ComparisonOperator comparison) {
    Expression left = comparison.getLeftExpression();
    Expression right = comparison.getRightExpression();
    String operator = comparison.getStringExpression();
    if (isNumber(left) && isNumber(right)) {
      int order = number(left).compareTo(number(right));
      return holds(operator, order);
    }
    if (left instanceof StringValue one && right instanceof StringValue other) {
      return holds(operator, one.getValue().compareTo(other.getValue()));
    }
    if (value(left) != null && value(right) != null && isSimple(left) && isSimple(right)) {
      return holds(operator, Boolean.compare(truth(left), truth(right)));
    }
    return same(left, right) ? holds(operator, 0) : null;
  }

  private static boolean truth(Expression expression) {
    return Boolean.TRUE.equals(value(expression));
  }

  private static boolean isSimple(Expression expression) {
    return expression instanceof BooleanValue || expression instanceof Column;
  }

  private static @Nullable Boolean holds(String operator, int order) {
    return switch (operator) {
      case "=", "==", "<=>" -> order == 0;
      case "<>", "!=", "^=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> null;
    };
  }

  private static @Nullable Boolean like(LikeExpression like) {
    boolean all =
        like.getRightExpression() instanceof StringValue text
            && !text.getValue().isEmpty()
            && text.getValue().chars().allMatch(c -> c == '%');
    return all || same(like.getLeftExpression(), like.getRightExpression())
        ? (Boolean) !like.isNot()
        : null;
  }

  private static @Nullable Boolean in(InExpression in) {
    if (in.getRightExpression() instanceof ParenthesedExpressionList<?> list) {
      for (Expression element : list) {
        if (same(in.getLeftExpression(), element)) {
          return !in.isNot();
        }
      }
    }
    return null;
  }

  // EXISTS (SELECT 1): without a table there is always a row.
  private static @Nullable Boolean exists(ExistsExpression exists) {
    return exists.getRightExpression() instanceof ParenthesedSelect select
            && select.getSelect() instanceof PlainSelect plain
            && plain.getFromItem() == null
            && plain.getWhere() == null
        ? (Boolean) !exists.isNot()
        : null;
  }

  private static @Nullable Boolean is(IsBooleanExpression is) {
    Boolean value = value(is.getLeftExpression());
    return value == null ? null : (Boolean) ((value == is.isTrue()) != is.isNot());
  }

  private static boolean isLiteral(Expression expression) {
    return isNumber(expression)
        || expression instanceof StringValue
        || expression instanceof BooleanValue;
  }

  private static boolean isNumber(Expression expression) {
    return expression instanceof LongValue || expression instanceof DoubleValue;
  }

  private static BigDecimal number(Expression expression) {
    return expression instanceof LongValue number
        ? new BigDecimal(number.getBigIntegerValue())
        : BigDecimal.valueOf(((DoubleValue) expression).getValue());
  }

  private static boolean same(Expression left, Expression right) {
    return left.toString().equalsIgnoreCase(right.toString());
  }
}
