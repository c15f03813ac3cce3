package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/// What one vendor's keys look like: literal parts and runs of an alphabet, one after the other.
///
/// A key ends before no letter and no digit, and its characters vary: what manuals write in the
/// place of a key (`xxxxxxxx`, `00000000`) is none.
final class KeyFormat {

  /// A piece of a format.
  sealed interface Part {

    /// These very characters.
    record Literal(String text) implements Part {}

    /// So many characters of an alphabet, as many as there are.
    record Run(Alphabet alphabet, int min, int max) implements Part {}
  }

  /// The greatest length of a run that has none; only the last part may be such a run.
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int JUDGED = 64;
  private static final int MAX_SAME = 10;

  private final String name;
  private final boolean weak;
  private final Part[] parts;
  private final byte[] head;
  private final long first;
  private final long firstMask;
  private final long letters;
  private final long signs;

  KeyFormat(String name, boolean weak, List<Part> parts) {
    this.name = name;
    this.weak = weak;
    this.parts = parts.toArray(Part[]::new);
    String text = parts.getFirst() instanceof Part.Literal literal ? literal.text() : "";
    this.head = text.getBytes(US_ASCII);
    this.first = ByteScan.word(head, 0, Math.min(head.length, Long.BYTES));
    this.firstMask = head.length == 0 ? 0 : -1L >>> Math.max(0, Long.SIZE - 8 * head.length);
    letters = places(parts, true);
    signs = places(parts, false);
  }

  /// Where among its first 64 bytes each key has a letter or digit, or where none has one.
  private static long places(List<Part> parts, boolean letters) {
    long places = 0;
    int at = 0;
    for (int i = 0; i < parts.size() && at < Long.SIZE; i++) {
      switch (parts.get(i)) {
        case Part.Literal(String text) -> {
          places |= places(text, letters) << at;
          at += text.length();
        }
        case Part.Run(Alphabet alphabet, int min, int max) -> {
          places |= letters && alphabet.isAlphanumeric() ? first(min) << at : 0;
          at = min == max ? at + min : Long.SIZE;
        }
      }
    }
    return places;
  }

  private static long places(String text, boolean letters) {
    long places = 0;
    for (int i = 0; i < Math.min(Long.SIZE, text.length()); i++) {
      places |= Ascii.isAlphanumeric(text.charAt(i)) == letters ? 1L << i : 0;
    }
    return places;
  }

  private static long first(int length) {
    return length < Long.SIZE ? (1L << length) - 1 : -1L;
  }

  String name() {
    return name;
  }

  List<Part> parts() {
    return List.of(parts);
  }

  /// What every key begins with; empty where it begins with a run.
  byte[] head() {
    return head.clone();
  }

  /// The length of the shortest key.
  int minLength() {
    int length = 0;
    for (Part part : parts) {
      length +=
          switch (part) {
            case Part.Literal(String text) -> text.length();
            case Part.Run run -> run.min();
          };
    }
    return length;
  }

  /// Whether keys can begin with these eight bytes, the first byte lowest, and have letters or
  /// digits at these places and at no others, one bit for each of 64.
  boolean mayBe(long eight, long alphanumerics) {
    return ((eight ^ first) & firstMask | letters & ~alphanumerics | signs & alphanumerics) == 0;
  }

  /// The end of the key that begins at `start`, or -1.
  int end(Text text, int start) {
    int i = start;
    for (Part part : parts) {
      i =
          switch (part) {
            case Part.Literal(String literal) -> literalEnd(text, i, literal);
            case Part.Run run -> runEnd(text, i, run);
          };
      if (i < 0) {
        return -1;
      }
    }
    if (!isVarious(text, start + head.length, i)) {
      return -1;
    }
    int end = withRest(text, i);
    return text.alphanumericAt(end) ? -1 : end;
  }

  /// Whether the text ends inside of what may be a key that begins at `start`.
  boolean mayGoOn(Text text, int start) {
    int i = start;
    for (Part part : parts) {
      int from = i;
      switch (part) {
        case Part.Literal(String literal) -> {
          while (i < text.end && i - from < literal.length()) {
            if (text.bytes[i] != literal.charAt(i - from)) {
              return false;
            }
            i++;
          }
        }
        case Part.Run(Alphabet alphabet, int min, int max) -> {
          while (i < text.end && i - from < max && alphabet.has(text.bytes[i])) {
            i++;
          }
          if (i < text.end && i - from < min) {
            return false;
          }
        }
      }
    }
    return i == text.end;
  }

  private static int literalEnd(Text text, int at, String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (text.at(at + i) != literal.charAt(i)) {
        return -1;
      }
    }
    return at + literal.length();
  }

  /// A run without a bound is read no further than to know that it is long enough.
  private static int runEnd(Text text, int from, Part.Run run) {
    int most = run.max() == UNBOUNDED ? run.min() : run.max();
    int last = Math.min(text.end, from + most);
    int i = from;
    while (i < last && run.alphabet().has(text.bytes[i])) {
      i++;
    }
    return i - from < run.min() ? -1 : i;
  }

  private int withRest(Text text, int from) {
    int end = from;
    if (parts[parts.length - 1] instanceof Part.Run(Alphabet alphabet, _, int max)
        && max == UNBOUNDED) {
      while (end < text.end && alphabet.has(text.bytes[end])) {
        end++;
      }
    }
    return end;
  }

  private boolean isVarious(Text text, int from, int end) {
    int to = Math.min(end, from + JUDGED);
    long low = 0;
    long high = 0;
    int digits = 0;
    int same = 0;
    int longest = 0;
    for (int i = from; i < to; i++) {
      int b = text.bytes[i];
      same = i > from && b == text.bytes[i - 1] ? same + 1 : 1;
      longest = Math.max(longest, same);
      low |= b < 64 ? 1L << b : 0;
      high |= b < 64 ? 0 : 1L << b;
      digits += Ascii.isDigit(b) ? 1 : 0;
    }
    int different = Long.bitCount(low) + Long.bitCount(high);
    boolean mixed = digits > 0 && digits < to - from;
    boolean various = different >= (to - from >= 32 ? 9 : 7) && longest < MAX_SAME;
    return various && (mixed || !weak);
  }
}
