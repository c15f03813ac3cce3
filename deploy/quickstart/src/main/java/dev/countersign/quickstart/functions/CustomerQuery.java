package dev.countersign.quickstart.functions;

import dev.countersign.quickstart.functions.Customers.Customer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A very small query language that looks like SQL: `SELECT columns FROM customers [WHERE column =
/// 'value'] [LIMIT n]`.
///
/// It also takes `DROP TABLE`, and says that it dropped: what stands behind a gateway does what it
/// is told.
final class CustomerQuery {
  private static final Pattern SELECT =
      Pattern.compile(
          "select\\s+(?<columns>[\\w*,\\s]+?)\\s+from\\s+customers"
              + "(?:\\s+where\\s+(?<column>\\w+)\\s*=\\s*'(?<value>[^']*)')?"
              + "(?:\\s+limit\\s+(?<limit>\\d{1,4}))?\\s*;?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DROP =
      Pattern.compile("drop\\s+table\\s+(?<table>\\w+)\\s*;?", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Function<Customer, Object>> COLUMNS = columns();

  private final Customers customers;

  CustomerQuery(Customers customers) {
    this.customers = customers;
  }

  Answer run(String sql) {
    Matcher drop = DROP.matcher(sql.strip());
    if (drop.matches()) {
      return Answer.json(200, Map.of("dropped", drop.group("table")));
    }
    Matcher select = SELECT.matcher(sql.strip());
    if (!select.matches()) {
      return Answer.error(400, "sql: expected SELECT … FROM customers [WHERE …] [LIMIT …]");
    }
    List<String> columns = named(select.group("columns"));
    String column = select.group("column");
    if (!COLUMNS.keySet().containsAll(columns) || (column != null && !known(column))) {
      return Answer.error(400, "sql: unknown column (expected: " + COLUMNS.keySet() + ")");
    }
    return Answer.json(200, Map.of("columns", columns, "rows", rows(select, columns)));
  }

  private List<List<Object>> rows(Matcher select, List<String> columns) {
    String column = select.group("column");
    String limit = select.group("limit");
    return customers.all().stream()
        .filter(customer ->
            column == null || value(customer, column).toString().equals(select.group("value")))
        .limit(limit == null ? 100 : Integer.parseInt(limit))
        .map(customer -> columns.stream().map(name -> value(customer, name)).toList())
        .toList();
  }

  private static List<String> named(String columns) {
    return columns.equals("*")
        ? List.copyOf(COLUMNS.keySet())
        : Arrays.stream(columns.split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
  }

  private static boolean known(String column) {
    return COLUMNS.containsKey(column.toLowerCase(Locale.ROOT));
  }

  private static Object value(Customer customer, String column) {
    Function<Customer, Object> reader = COLUMNS.get(column.toLowerCase(Locale.ROOT));
    if (reader == null) {
      throw new IllegalStateException("no column " + column);
    }
    return reader.apply(customer);
  }

  private static Map<String, Function<Customer, Object>> columns() {
    var columns = new LinkedHashMap<String, Function<Customer, Object>>();
    columns.put("id", Customer::id);
    columns.put("name", Customer::name);
    columns.put("email", Customer::email);
    columns.put("phone", Customer::phone);
    columns.put("card", Customer::card);
    columns.put("ssn", Customer::ssn);
    columns.put("balance", Customer::balance);
    return columns;
  }
}
