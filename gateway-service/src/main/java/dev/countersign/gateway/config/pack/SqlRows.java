package dev.countersign.gateway.config.pack;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.AllValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import org.jspecify.annotations.Nullable;

/// Tells how many rows a statement may give at the most.
final class SqlRows {
  private static final Set<String> AGGREGATES =
      Set.of("COUNT", "SUM", "AVG", "MIN", "MAX", "STDDEV", "VARIANCE", "BOOL_AND", "BOOL_OR");

  private SqlRows() {}

  static Optional<String> finding(Statement statement, long maxRows) {
    if (!(statement instanceof Select select) || select instanceof Values) {
      return Optional.empty();
    }
    if (select instanceof PlainSelect plain && plain.getMySqlSelectIntoClause() != null) {
      return Optional.of("outfile");
    }
    if (select instanceof ParenthesedSelect inner
        && limit(select) == null
        && inner.getSelect() != null) {
      return finding(inner.getSelect(), maxRows);
    }
    if (isOneRow(select)) {
      return Optional.empty();
    }
    Expression limit = limit(select);
    if (limit == null || limit instanceof NullValue || limit instanceof AllValue) {
      return Optional.of("no-limit");
    }
    return limit instanceof LongValue number
            && number.getBigIntegerValue().bitLength() < 63
            && number.getValue() <= maxRows
        ? Optional.empty()
        : Optional.of("limit-too-high");
  }

  private static @Nullable Expression limit(Select select) {
    if (select.getLimit() != null) {
      return select.getLimit().getRowCount();
    }
    if (select.getFetch() != null) {
      return select.getFetch().getFetchParameters().stream()
              .anyMatch(word -> word.equalsIgnoreCase("PERCENT"))
          ? null
          : select.getFetch().getExpression();
    }
    return select instanceof PlainSelect plain
            && plain.getTop() != null
            && !plain.getTop().isPercentage()
        ? plain.getTop().getExpression()
        : null;
  }

  /// Whether it has no table, or only aggregates without groups.
  private static boolean isOneRow(Select select) {
    if (!(select instanceof PlainSelect plain)) {
      return false;
    }
    if (plain.getFromItem() == null) {
      return true;
    }
    List<Expression> columns =
        plain.getSelectItems().stream().map(item -> (Expression) item.getExpression()).toList();
    return plain.getGroupBy() == null
        && columns.stream()
            .allMatch(column ->
                column instanceof Function function
                    && AGGREGATES.contains(function.getName().toUpperCase(Locale.ROOT)));
  }
}
