package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.detect.ByteScan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What the JSON of an event must have somewhere for a delta to be in it. Immutable.
final class DeltaHints {

  private static final byte[] MARK = "[redacted:".getBytes(UTF_8);

  private final List<byte[]> words;

  DeltaHints(StreamDeltas settings) {
    Stream<String> named = settings.named() ? Stream.of("elta") : Stream.empty();
    words = Stream.concat(named, settings.paths().stream()).map(DeltaHints::word).toList();
  }

  /// The last name of a path, or nothing where that is not plain.
  private static byte[] word(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    boolean plain = name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    return plain ? name.getBytes(UTF_8) : new byte[0];
  }

  /// Whether data looks like JSON and has none of it, so that nobody has to look closer. What
  /// begins with the mark of a hit does not: it was a part of a plain text before, and is to be one
  /// again.
  boolean isSurelyWhole(byte[] data, int length) {
    byte first = length < 2 ? 0 : data[0];
    byte last = length < 2 ? 0 : data[length - 1];
    boolean json = (first == '{' && last == '}') || (first == '[' && last == ']');
    return json
        && !isMark(data, length)
        && words.stream().noneMatch(word -> has(data, length, word));
  }

  private static boolean isMark(byte[] data, int length) {
    int end = Math.min(length, MARK.length);
    return Arrays.equals(data, 0, end, MARK, 0, MARK.length);
  }

  private static boolean has(byte[] data, int length, byte[] word) {
    int last = length - word.length;
    int i = word.length == 0 ? 0 : ByteScan.indexOf(data, word[0], 0, length);
    while (i <= last && !Arrays.equals(data, i, i + word.length, word, 0, word.length)) {
      i = ByteScan.indexOf(data, word[0], i + 1, length);
    }
    return i <= last;
  }
}
