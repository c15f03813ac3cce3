package dev.countersign.gateway.config.pack;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.feature.Feature;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;

/// Parses SQL within bounds of length, depth and time.
///
/// The parser runs on a virtual thread of its own, which it leaves when its time is over.
final class SqlReader {
  static final int MAX_LENGTH = 64 * 1024;
  static final int MAX_DEPTH = 40;
  private static final int MAX_MILLIS = 500;

  /// The parser takes BEGIN for a block of procedural code.
  private static final Pattern BEGIN =
      Pattern.compile("^\\s*(begin|start)(\\s+(work|transaction))?\\s*;", Pattern.CASE_INSENSITIVE);

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private SqlReader() {}

  /// The statements of a text; empty where it cannot be parsed within the bounds.
  static Optional<List<Statement>> read(String sql, int depth) {
    if (sql.length() > MAX_LENGTH || depth > MAX_DEPTH) {
      return Optional.empty();
    }
    try {
      Statements statements =
          CCJSqlParserUtil.parseStatements(
              BEGIN.matcher(sql).replaceFirst(""),
              THREADS,
              parser ->
                  parser
                      .withFeature(Feature.timeOut, MAX_MILLIS)
                      .withAllowComplexParsing(true)
                      .withUnsupportedStatements(false)
                      .withErrorRecovery(false));
      return statements == null || statements.contains(null)
          ? Optional.empty()
          : Optional.of(List.copyOf(statements));
    } catch (JSQLParserException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
