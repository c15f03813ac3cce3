package dev.countersign.gateway.config.pack;

import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Finding;
import dev.countersign.gateway.config.rule.GuardrailTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/// Finds calls that ask for everything at once: queries without a limit, page sizes over a cap,
/// `*`.
final class BulkExport implements GuardrailTest {
  static final List<String> FINDINGS =
      List.of("everything", "limit-too-high", "no-limit", "outfile", "unparsable");

  private static final Set<String> LIMITS =
      Set.of(
          "limit",
          "pagesize",
          "perpage",
          "maxresults",
          "maxitems",
          "maxrows",
          "rows",
          "top",
          "first",
          "size",
          "batchsize",
          "rowlimit");
  private static final Set<String> SELECTIONS =
      Set.of(
          "fields",
          "columns",
          "select",
          "ids",
          "tables",
          "index",
          "indices",
          "collections",
          "export",
          "keys",
          "objects");

  private final JudgedTexts texts;
  private final PackOptions options;

  BulkExport(PackOptions options) {
    this.texts = new JudgedTexts(options, DestructiveSql.ARGUMENTS);
    this.options = options;
  }

  @Override
  public Finding test(CallVariables call) {
    String members = inMembers(call.arguments());
    return members == null ? texts.judge(call, this::inSql) : new Finding.Fired(members);
  }

  private @Nullable String inMembers(Map<?, ?> members) {
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = String.valueOf(member.getKey()).toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
      String found = inMember(name, member.getValue());
      if (found != null && !options.allow().contains(found)) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String inMember(String name, Object value) {
    if (LIMITS.contains(name) && isTooHigh(value)) {
      return "limit-too-high";
    }
    if (SELECTIONS.contains(name) && isEverything(value)) {
      return "everything";
    }
    return switch (value) {
      case Map<?, ?> inner -> inMembers(inner);
      case List<?> elements -> {
        for (Object element : elements) {
          String found = element instanceof Map<?, ?> inner ? inMembers(inner) : null;
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  // What is no number is somebody's word for "all", or -1, or 0, which often mean that as well.
  private boolean isTooHigh(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue() > options.maxRows() || number.doubleValue() < 1;
      case String text ->
          text.strip().matches("(?i)all|max|unlimited|none|\\*|-\\d+|0+")
              || (text.strip().matches("\\+?\\d{1,18}(\\.0*)?")
                  && Double.parseDouble(text.strip()) > options.maxRows())
              || text.strip().matches("\\d{19,}|\\d+[eE]\\d+");
      default -> false;
    };
  }

  private static boolean isEverything(Object value) {
    return value instanceof String text
        ? text.strip().equals("*")
        : value instanceof List<?> list && list.contains("*");
  }

  List<String> inSql(String sql) {
    if (sql.isBlank()) {
      return List.of();
    }
    Optional<List<Statement>> statements = SqlReader.read(sql, new SqlText(sql).depth());
    return statements
        .map(read ->
            read.stream()
                .map(statement -> SqlRows.finding(statement, options.maxRows()))
                .flatMap(Optional::stream)
                .toList())
        .orElse(List.of("unparsable"));
  }
}
