package dev.countersign.gateway.config.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// SQL as its tokens, to find what two databases would read in two ways.
///
/// `--x` and `#` begin a comment to some and not to others, a backslash before a quote ends a text
/// or does not, and `/*!` is run by MySQL: whoever parses them one way judges another statement
/// than the one that is run.
final class SqlText {
  private final String sql;
  private final List<String> words = new ArrayList<>();
  private final List<String> findings = new ArrayList<>(1);
  private int position;
  private int depth;
  private int deepest;

  SqlText(String sql) {
    this.sql = sql;
    while (position < sql.length()) {
      step();
    }
  }

  /// Words in upper case and single signs, without comments and the content of quotes.
  List<String> words() {
    return words;
  }

  /// What can be read in two ways: `odd-comment`, `ambiguous-escape`.
  List<String> findings() {
    return findings;
  }

  /// How deep brackets are nested.
  int depth() {
    return deepest;
  }

  private void step() {
    char c = sql.charAt(position);
    if (c == '\'' || c == '"' || c == '`') {
      quoted(c);
    } else if (sql.startsWith("/*", position)) {
      blockComment();
    } else if (sql.startsWith("--", position)) {
      lineComment();
    } else if (c == '#') {
      hash();
    } else if (isWord(c)) {
      word();
    } else {
      if (!Character.isWhitespace(c)) {
        words.add(String.valueOf(c));
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        deepest = Math.max(deepest, depth);
      }
      position++;
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private void word() {
    int start = position;
    while (position < sql.length() && isWord(sql.charAt(position))) {
      position++;
    }
    words.add(sql.substring(start, position).toUpperCase(Locale.ROOT));
  }

  private void quoted(char quote) {
    int start = position++;
    while (position < sql.length()) {
      char c = sql.charAt(position++);
      if (c == quote && position < sql.length() && sql.charAt(position) == quote) {
        position++;
      } else if (c == quote) {
        break;
      }
    }
    if (sql.substring(start, position).matches("(?s).*\\\\['\"`].*")) {
      findings.add("ambiguous-escape");
    }
    words.add(quote == '\'' ? "''" : "\"\"");
  }

  private void blockComment() {
    int end = sql.indexOf("*/", position + 2);
    String comment = sql.substring(position, end < 0 ? sql.length() : end);
    // MySQL and MariaDB run these; PostgreSQL nests comments, others do not.
    if (comment.startsWith("/*!") || comment.startsWith("/*M!") || comment.indexOf("/*", 2) > 0) {
      findings.add("odd-comment");
    }
    position = end < 0 ? sql.length() : end + 2;
  }

  private void lineComment() {
    int next = position + 2;
    if (next < sql.length() && !Character.isWhitespace(sql.charAt(next))) {
      findings.add("odd-comment");
    }
    int end = sql.indexOf('\n', position);
    position = end < 0 ? sql.length() : end;
  }

  // Harmless where nothing is quoted up to the end of the line: both readings go on alike.
  private void hash() {
    int end = sql.indexOf('\n', position);
    String rest = sql.substring(position, end < 0 ? sql.length() : end);
    if (end >= 0 && rest.matches("(?s).*(['\"`]|/\\*|--).*")) {
      findings.add("odd-comment");
    }
    words.add("#");
    position++;
  }
}
