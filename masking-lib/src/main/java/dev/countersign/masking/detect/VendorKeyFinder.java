package dev.countersign.masking.detect;

import java.util.List;

/// Finds keys and tokens of which the vendor has made the format known; the data file
/// `vendor-keys.formats` lists them.
///
/// No key is shorter than [#MIN_LENGTH], so of other text only one byte in so many is looked at:
/// the first that cannot be part of a key rules out all before it. In a run that is long enough,
/// the first two bytes of each word tell which formats it can be.
public final class VendorKeyFinder extends Finder {

  private static final KeyFormats FORMATS = KeyFormats.ALL;

  /// The length of the shortest key.
  static final int MIN_LENGTH = FORMATS.minLength();

  private static final int MIN_HEADLESS = FORMATS.minHeadless();

  private static final int LEAST_TOKEN = FORMATS.leastToken();

  private static final int MAX_OPEN = 512;
  private static final KeyFormat[] NONE = {};
  private static final boolean[] KEY_BYTES = new boolean[256];

  static {
    for (int b = 0; b < 128; b++) {
      KEY_BYTES[b] = Ascii.isAlphanumeric(b) || "_-.:/~$+=".indexOf(b) >= 0;
    }
  }

  private String format = "";

  @Override
  public List<Needs> needs() {
    int run = MIN_LENGTH < Shape.LONG ? 0 : Shape.LONG_RUN;
    return List.of(Needs.length(MIN_LENGTH).marks(run));
  }

  /// The name of the last hit's format.
  public String format() {
    return format;
  }

  @Override
  public boolean find(Text text, int from) {
    return text.isKnown() ? findKnown(text, from) : findAny(text, from);
  }

  @Override
  public boolean looksFirst() {
    return true;
  }

  /// Whether some word begins as keys do, or is as long as keys that begin with a run.
  @Override
  public boolean mayBeIn(Text text) {
    int last = text.end - MIN_LENGTH;
    long words = text.wordStarts();
    for (; words != 0; words &= words - 1) {
      int i = text.begin + Long.numberOfTrailingZeros(words);
      if (i > last) {
        return false;
      }
      int end = text.wordEnd(i);
      int second = text.bytes[i + 1];
      boolean head = second >= 0 && FORMATS.mayBeginWith(text.bytes[i], second);
      if (head || FORMATS.mayBeginWithToken(end - i, text.at(end))) {
        return true;
      }
    }
    return false;
  }

  /// Looks at each word of a text of which all words are known.
  private boolean findKnown(Text text, int from) {
    int last = text.end - MIN_LENGTH;
    long words = text.wordStarts() & text.behind(from);
    for (; words != 0; words &= words - 1) {
      int i = text.begin + Long.numberOfTrailingZeros(words);
      if (i > last) {
        return false;
      }
      if (findAt(text, i, last)) {
        return true;
      }
    }
    return false;
  }

  private boolean findAny(Text text, int from) {
    int probe = from + MIN_LENGTH - 1;
    while (probe < text.end) {
      if (!isKeyByte(text, probe)) {
        probe += MIN_LENGTH;
        continue;
      }
      int run = probe;
      while (run > from && isKeyByte(text, run - 1)) {
        run--;
      }
      int runEnd = probe + 1;
      while (runEnd < text.end && isKeyByte(text, runEnd)) {
        runEnd++;
      }
      if (findIn(text, run, runEnd - MIN_LENGTH)) {
        return true;
      }
      probe = runEnd + MIN_LENGTH;
    }
    return false;
  }

  /// Open is what a key of some format may begin with.
  @Override
  public int openFrom(Text text, int usual) {
    int run = text.end;
    int from = Math.max(text.begin, text.end - MAX_OPEN);
    while (run > from && isKeyByte(text, run - 1)) {
      run--;
    }
    for (int i = run; i < usual; i++) {
      boolean inside = text.alphanumericAt(i) && !text.alphanumericAt(i - 1);
      if (inside && (mayGoOn(text, i, FORMATS.headless()) || mayGoOn(text, i, withHead(text, i)))) {
        return i;
      }
    }
    return usual;
  }

  private static KeyFormat[] withHead(Text text, int i) {
    return i + 1 < text.end ? FORMATS.withHead(text.bytes[i], text.bytes[i + 1]) : NONE;
  }

  private static boolean mayGoOn(Text text, int start, KeyFormat[] formats) {
    for (KeyFormat candidate : formats) {
      if (candidate.mayGoOn(text, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKeyByte(Text text, int i) {
    return KEY_BYTES[text.bytes[i] & 0xff];
  }

  /// Looks for a key that begins between `from` and `last`, each included.
  private boolean findIn(Text text, int from, int last) {
    int i = text.nextWord(from);
    while (i <= last && !findAt(text, i, last)) {
      i = text.nextWord(i + 1);
    }
    return i <= last;
  }

  private boolean findAt(Text text, int start, int last) {
    end = -1;
    long eight = ByteScan.word(text.bytes, start, text.end);
    long words = text.alphanumericsFrom(start);
    longest(text, start, eight, words, FORMATS.withHead((byte) eight, (byte) (eight >> 8)));
    boolean token = Long.numberOfTrailingZeros(~words) >= LEAST_TOKEN;
    if (token && last + MIN_LENGTH - start >= MIN_HEADLESS) {
      longest(text, start, eight, words, FORMATS.headless());
    }
    return end > 0 && hit(start, end);
  }

  private void longest(Text text, int start, long eight, long words, KeyFormat[] formats) {
    for (KeyFormat candidate : formats) {
      int keyEnd = candidate.mayBe(eight, words) ? candidate.end(text, start) : -1;
      if (keyEnd > end) {
        end = keyEnd;
        format = candidate.name();
      }
    }
  }
}
