package dev.countersign.gateway.config.pack;

import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Finding;
import dev.countersign.gateway.config.rule.GuardrailTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/// Finds SQL that destroys data or its shape, by parsing it.
///
/// Every statement of a text is judged, common table expressions with it. What is known to keep
/// data passes; everything else, and what cannot be parsed, fires.
final class DestructiveSql implements GuardrailTest {
  static final List<String> FINDINGS =
      List.of(
          "alter",
          "always-true",
          "ambiguous-escape",
          "delete-without-where",
          "drop",
          "hidden-write",
          "merge-delete",
          "odd-comment",
          "opaque",
          "truncate",
          "unparsable",
          "update-without-where");
  static final Set<String> ARGUMENTS =
      Set.of("sql", "query", "statement", "statements", "sqlQuery", "sqlText", "body");

  /// Functions that run SQL, or do harm, that stands in a text.
  private static final Set<String> OPAQUE_FUNCTIONS =
      Set.of(
          "DBLINK",
          "DBLINK_EXEC",
          "QUERY_TO_XML",
          "QUERY_TO_JSON",
          "XP_CMDSHELL",
          "SP_EXECUTESQL",
          "LO_UNLINK",
          "PG_TERMINATE_BACKEND",
          "PG_CANCEL_BACKEND",
          "PG_DROP_REPLICATION_SLOT",
          "SYS_EVAL",
          "SYS_EXEC");

  private static final Set<String> WRITES = Set.of("DELETE", "UPDATE", "MERGE", "TRUNCATE", "DROP");

  private final JudgedTexts texts;

  DestructiveSql(PackOptions options) {
    this.texts = new JudgedTexts(options, ARGUMENTS);
  }

  @Override
  public Finding test(CallVariables call) {
    return texts.judge(call, DestructiveSql::findings);
  }

  static List<String> findings(String sql) {
    if (sql.isBlank()) {
      return List.of();
    }
    SqlText text = new SqlText(sql);
    Optional<List<Statement>> statements = SqlReader.read(sql, text.depth());
    List<String> findings = new ArrayList<>(text.findings());
    if (statements.isEmpty()) {
      findings.add("unparsable");
      return findings;
    }
    SqlWrites writes = new SqlWrites();
    statements.get().forEach(writes::judge);
    findings.addAll(writes.findings());
    if (nestedWrites(text.words()) > writes.nested()) {
      findings.add("hidden-write");
    }
    if (callsOpaque(text.words())) {
      findings.add("opaque");
    }
    return findings;
  }

  /// Counts the writes that begin behind a bracket; each must have been seen by the parser.
  private static int nestedWrites(List<String> words) {
    int count = 0;
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).equals("(") && WRITES.contains(words.get(i)) && !isCall(words, i)) {
        count++;
      }
    }
    return count;
  }

  // A column may be called "update", as in (update, x) or (update).
  private static boolean isCall(List<String> words, int at) {
    return at + 1 >= words.size() || ",)(.=<>".contains(words.get(at + 1));
  }

  private static boolean callsOpaque(List<String> words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (OPAQUE_FUNCTIONS.contains(words.get(i)) && words.get(i + 1).equals("(")) {
        return true;
      }
    }
    return false;
  }

  /// What a missing or useless condition is called.
  static @Nullable String condition(@Nullable Expression where, String missing) {
    if (where == null) {
      return missing;
    }
    return AlwaysTrue.test(where) ? "always-true" : null;
  }
}
