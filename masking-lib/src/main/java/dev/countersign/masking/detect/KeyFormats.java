package dev.countersign.masking.detect;

import dev.countersign.masking.detect.KeyFormat.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The formats of vendors' keys, found by their first two bytes. Immutable.
///
/// The few that begin with a run of characters are kept apart.
final class KeyFormats {

  private static final KeyFormat[] NONE = {};

  /// All that the data file beside this class knows.
  static final KeyFormats ALL = new KeyFormats(DataFile.lines("vendor-keys.formats"));

  private final List<KeyFormat> formats = new ArrayList<>();
  private final byte[] rows = new byte[128];
  private final List<KeyFormat[][]> byHead = new ArrayList<>();
  private final KeyFormat[] headless;
  private final KeyToken[] tokens;
  private final long[] heads = new long[128 * 128 / Long.SIZE];
  private final int minLength;
  private final int leastToken;

  KeyFormats(List<String> lines) {
    lines.forEach(this::read);
    byHead.add(row());
    List<KeyFormat> rest = new ArrayList<>();
    for (KeyFormat format : formats) {
      if (format.head().length == 0) {
        rest.add(format);
      } else {
        add(format, format.head());
      }
    }
    headless = rest.toArray(NONE);
    tokens = rest.stream().map(format -> KeyToken.of(format.parts())).toArray(KeyToken[]::new);
    leastToken = Arrays.stream(tokens).mapToInt(KeyToken::least).min().orElse(Integer.MAX_VALUE);
    minLength = formats.stream().mapToInt(KeyFormat::minLength).min().orElseThrow();
  }

  private static KeyFormat[][] row() {
    KeyFormat[][] row = new KeyFormat[128][];
    Arrays.fill(row, NONE);
    return row;
  }

  private void add(KeyFormat format, byte[] head) {
    if (rows[head[0]] == 0) {
      rows[head[0]] = (byte) byHead.size();
      byHead.add(row());
    }
    int pair = pair(head[0], head[1]);
    heads[pair / Long.SIZE] |= 1L << pair;
    KeyFormat[][] row = byHead.get(rows[head[0]]);
    List<KeyFormat> some = new ArrayList<>(List.of(row[head[1]]));
    some.add(format);
    some.sort(Comparator.comparingInt(f -> -f.head().length));
    row[head[1]] = some.toArray(NONE);
  }

  private void read(String line) {
    String[] words = line.split(" +", -1);
    boolean weak = words[0].endsWith("?");
    String name = weak ? words[0].substring(0, words[0].length() - 1) : words[0];
    for (String head : words[1].split("\\|", -1)) {
      List<Part> parts = new ArrayList<>();
      parts.add(part(words[1].startsWith("\"") ? '"' + head.replace("\"", "") + '"' : head));
      for (int i = 2; i < words.length; i++) {
        parts.add(part(words[i]));
      }
      formats.add(new KeyFormat(name, weak, parts));
    }
  }

  private static Part part(String word) {
    if (word.startsWith("\"")) {
      return new Part.Literal(word.substring(1, word.length() - 1));
    }
    Alphabet alphabet = Alphabet.of(word.charAt(0));
    String length = word.substring(1);
    if (length.endsWith("+")) {
      int min = Integer.parseInt(length.substring(0, length.length() - 1));
      return new Part.Run(alphabet, min, KeyFormat.UNBOUNDED);
    }
    int dash = length.indexOf('-');
    int min = Integer.parseInt(dash < 0 ? length : length.substring(0, dash));
    return new Part.Run(alphabet, min, Integer.parseInt(length.substring(dash + 1)));
  }

  List<KeyFormat> formats() {
    return List.copyOf(formats);
  }

  /// The length of the shortest key of all.
  int minLength() {
    return minLength;
  }

  /// The length of the shortest key that begins with a run.
  int minHeadless() {
    return Arrays.stream(headless).mapToInt(KeyFormat::minLength).min().orElse(Integer.MAX_VALUE);
  }

  /// The least number of letters and digits that begin a key which begins with a run.
  int leastToken() {
    return leastToken;
  }

  /// A number for two bytes, the same for all digits.
  private static int pair(int first, int second) {
    return withoutDigit(first) << 7 | withoutDigit(second);
  }

  private static int withoutDigit(int b) {
    return Ascii.isDigit(b) ? '0' : b;
  }

  /// Whether keys may begin with two bytes of ASCII, or with others that have other digits.
  boolean mayBeginWith(int first, int second) {
    int pair = pair(first, second);
    return (heads[pair / Long.SIZE] >>> pair & 1) != 0;
  }

  /// Whether keys that begin with a run may begin with so many letters and digits, before that
  /// character.
  boolean mayBeginWithToken(int length, int next) {
    for (KeyToken token : tokens) {
      if (token.mayBe(length, next)) {
        return true;
      }
    }
    return false;
  }

  /// The formats of which keys begin with these two bytes.
  KeyFormat[] withHead(int first, int second) {
    return first < 0 || second < 0 ? NONE : byHead.get(rows[first])[second];
  }

  /// The formats of which keys begin with a run.
  KeyFormat[] headless() {
    return headless;
  }
}
