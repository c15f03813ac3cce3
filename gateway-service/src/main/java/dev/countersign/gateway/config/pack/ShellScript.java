package dev.countersign.gateway.config.pack;

import java.util.ArrayList;
import java.util.List;

/// A shell text as its pipelines of simple commands, read by the rules of POSIX sh (XCU §2.3) with
/// what bash adds where it can hide a command.
///
/// Substitutions, process substitutions and here-documents that go into a command are read as texts
/// of their own. A quote, bracket or substitution without end makes the text unreadable.
final class ShellScript {
  static final int MAX_LENGTH = 64 * 1024;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_BRACES = 256;
  private static final String SPECIAL = "|&;()<>\n";

  private final String text;
  private final int depth;
  private final List<List<ShellCommand>> pipelines = new ArrayList<>();
  private final List<ShellScript> inner = new ArrayList<>();
  private List<ShellCommand> pipeline = new ArrayList<>();
  private ShellCommand command = new ShellCommand();
  private int position;
  private boolean redirects;

  private ShellScript(String text, int depth) {
    this.text = text;
    this.depth = depth;
  }

  /// Reads a text.
  ///
  /// @throws UnreadableException when it has no end, is too long or too deep
  static ShellScript read(String text) throws UnreadableException {
    return read(text, 0);
  }

  private static ShellScript read(String text, int depth) throws UnreadableException {
    if (depth > MAX_DEPTH || text.length() > MAX_LENGTH) {
      throw new UnreadableException();
    }
    ShellScript script = new ShellScript(text, depth);
    while (script.position < text.length()) {
      script.step();
    }
    script.endPipeline();
    return script;
  }

  /// The text cannot be read.
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  List<List<ShellCommand>> pipelines() {
    return pipelines;
  }

  /// The texts of substitutions.
  List<ShellScript> inner() {
    return inner;
  }

  private void step() throws UnreadableException {
    char c = text.charAt(position);
    if (c == '#' && isWordStart()) {
      int end = text.indexOf('\n', position);
      position = end < 0 ? text.length() : end;
    } else if (c == '<' || c == '>') {
      redirection();
    } else if (c == '|') {
      position++;
      boolean isOr = at('|');
      position += isOr || at('&') ? 1 : 0;
      if (isOr) {
        endPipeline();
      } else {
        endCommand();
      }
    } else if (c == '&' || c == ';' || c == '\n' || c == '(' || c == ')') {
      position++;
      endPipeline();
    } else if (Character.isWhitespace(c)) {
      position++;
    } else {
      word();
    }
  }

  private boolean at(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private boolean isWordStart() {
    return position == 0 || " \t\n;&|()".indexOf(text.charAt(position - 1)) >= 0;
  }

  private void redirection() throws UnreadableException {
    char c = text.charAt(position++);
    if (at('(')) {
      position++;
      inner.add(read(balanced(')'), depth + 1));
      command.add(new ShellWord("", false));
      return;
    }
    if (c == '<' && at('<')) {
      position++;
      if (!at('<')) {
        hereDocument();
        return;
      }
      position++;
    }
    while (at('>') || at('&') || at('|')) {
      position++;
    }
    redirects = c == '>';
  }

  // The document is fed to the command: it is judged as a script where that is a shell.
  private void hereDocument() throws UnreadableException {
    position += at('-') ? 1 : 0;
    int line = text.indexOf('\n', position);
    if (line < 0) {
      throw new UnreadableException();
    }
    String rest = text.substring(position, line);
    String word = rest.strip().split("[\\s;|&<>]", 2)[0];
    String mark = word.replaceAll("['\"\\\\]", "");
    int end = text.indexOf("\n" + mark, line);
    if (mark.isEmpty() || end < 0) {
      throw new UnreadableException();
    }
    command.feed(text.substring(line + 1, Math.max(line + 1, end)));
    // What stands behind the mark goes on with the same command, and behind the document a new one.
    String more = rest.strip().substring(word.length());
    inner.add(read("true " + more, depth + 1));
    position = Math.min(text.length(), end + 1 + mark.length());
    endPipeline();
  }

  private void word() throws UnreadableException {
    StringBuilder word = new StringBuilder();
    boolean isStatic = true;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (Character.isWhitespace(c) || SPECIAL.indexOf(c) >= 0) {
        break;
      }
      position++;
      switch (c) {
        case '\\' -> escaped(word);
        case '\'' -> word.append(until('\''));
        case '"' -> isStatic &= doubleQuoted(word);
        case '`' -> {
          inner.add(read(until('`').replace("\\`", "`"), depth + 1));
          isStatic = false;
        }
        case '$' -> isStatic &= dollar(word);
        case '*', '?', '[' -> {
          word.append(c);
          isStatic = false;
        }
        case '{' -> {
          word.append(c);
          isStatic &= !isBraceExpansion();
        }
        default -> word.append(c);
      }
    }
    ShellWord read = new ShellWord(word.toString(), isStatic);
    if (redirects) {
      command.writeTo(read);
      redirects = false;
    } else {
      command.add(read);
    }
  }

  // {a,b} or {1..9}; what is longer is none that anybody would write.
  private boolean isBraceExpansion() {
    boolean parts = false;
    int end = Math.min(text.length(), position + MAX_BRACES);
    for (int i = position; i < end && !Character.isWhitespace(text.charAt(i)); i++) {
      parts |= text.charAt(i) == ',' || text.startsWith("..", i);
      if (text.charAt(i) == '}') {
        return parts;
      }
    }
    return false;
  }

  private void escaped(StringBuilder word) throws UnreadableException {
    if (position == text.length()) {
      throw new UnreadableException();
    }
    char next = text.charAt(position++);
    if (next != '\n') {
      word.append(next);
    }
  }

  private String until(char end) throws UnreadableException {
    int start = position;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == end) {
        return text.substring(start, position - 1);
      }
      position += c == '\\' && end == '`' ? 1 : 0;
    }
    throw new UnreadableException();
  }

  private boolean doubleQuoted(StringBuilder word) throws UnreadableException {
    boolean isStatic = true;
    while (position < text.length()) {
      char c = text.charAt(position++);
      switch (c) {
        case '"' -> {
          return isStatic;
        }
        case '\\' -> escaped(word);
        case '`' -> {
          inner.add(read(until('`'), depth + 1));
          isStatic = false;
        }
        case '$' -> isStatic &= dollar(word);
        default -> word.append(c);
      }
    }
    throw new UnreadableException();
  }

  private boolean dollar(StringBuilder word) throws UnreadableException {
    if (at('(')) {
      position++;
      inner.add(read(balanced(')'), depth + 1));
      return false;
    }
    if (at('{')) {
      position++;
      balanced('}');
      return false;
    }
    if (position < text.length() && isName(text.charAt(position))) {
      while (position < text.length() && isName(text.charAt(position))) {
        position++;
      }
      return false;
    }
    if (position < text.length() && "@*#?!$-'\"".indexOf(text.charAt(position)) >= 0) {
      position += "'\"".indexOf(text.charAt(position)) < 0 ? 1 : 0;
      return false;
    }
    word.append('$');
    return true;
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /// The text up to the bracket that closes the one just read.
  private String balanced(char close) throws UnreadableException {
    char open = close == ')' ? '(' : '{';
    int start = position;
    int level = 1;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '\\') {
        position++;
      } else if (c == '\'' && close == ')') {
        until('\'');
      } else if (c == open) {
        level++;
      } else if (c == close && --level == 0) {
        return text.substring(start, position - 1);
      }
    }
    throw new UnreadableException();
  }

  private void endCommand() {
    if (!command.isEmpty()) {
      pipeline.add(command);
    }
    command = new ShellCommand();
    redirects = false;
  }

  private void endPipeline() {
    endCommand();
    if (!pipeline.isEmpty()) {
      pipelines.add(pipeline);
    }
    pipeline = new ArrayList<>();
  }
}
