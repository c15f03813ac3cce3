package dev.countersign.quickstart.suite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;

/// The end of a part's log: why it failed, in its own words.
final class LogTail {
  private static final int BYTES = 64 * 1024;
  private static final int LINES = 12;
  private static final String MARK = "──── start ";

  private LogTail() {}

  /// Marks where a new start begins.
  static void mark(Path log) throws IOException {
    Files.writeString(
        log,
        MARK + Clock.systemUTC().instant() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /// Why the latest start failed: the last error that was logged, else the last lines; without
  /// stack frames. Empty where nothing was logged.
  static List<String> reason(Path log) {
    try {
      List<LogLine> lines = tail(log).lines().map(LogLine::of).toList();
      List<String> texts =
          lines.stream()
              .filter(LogLine::isError)
              .reduce((first, second) -> second)
              .map(error -> List.of(error))
              .orElse(lines)
              .stream()
              .flatMap(line -> line.message().lines())
              .filter(LogTail::tells)
              .toList();
      return texts.subList(Math.max(0, texts.size() - LINES), texts.size());
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static boolean tells(String line) {
    return !line.isBlank()
        && !line.stripLeading().startsWith("at ")
        && !line.stripLeading().startsWith("...")
        && !line.startsWith("***");
  }

  private static String tail(Path log) throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int start = text.lastIndexOf(MARK);
      return start < 0 ? text : text.substring(text.indexOf('\n', start) + 1);
    }
  }
}
