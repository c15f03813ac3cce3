package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The words of the data file `context.words`, and the topics that text or a name is about.
///
/// Up to four words side by side are tried as one, the longest first; letters beyond ASCII count as
/// letters. A word for something else ends the topics before it, so that in `tel: none, order
/// 1234567` the number is none of a phone. Immutable.
final class ContextWords {

  private static final int MAX_JOINED = 4;

  /// Longer runs of letters are no words.
  static final int MAX_WORD = 40;

  private static final int NEAR = 14;
  private static final int OTHERS = Topic.bits("other ids");
  private static final long SEED = 0x9e37_79b9_7f4a_7c15L;

  /// One word and its topics.
  private static final class Entry {
    private final byte[] word;
    private int topics;

    private Entry(byte[] word) {
      this.word = word;
    }
  }

  private static final Entry NONE = new Entry(new byte[0]);

  static final ContextWords ALL = new ContextWords(DataFile.lines("context.words"));

  private final Entry[] table;
  private final WordBegins begins;

  ContextWords(List<String> lines) {
    Map<String, Entry> entries = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      int topics = Topic.bits(line.substring(0, colon));
      for (String word : line.substring(colon + 1).split(",", -1)) {
        byte[] bytes = word.strip().getBytes(UTF_8);
        entries.computeIfAbsent(word.strip(), _ -> new Entry(bytes)).topics |= topics;
      }
    }
    table = new Entry[Integer.highestOneBit(entries.size()) * 4];
    Arrays.fill(table, NONE);
    entries.values().forEach(this::add);
    begins =
        new WordBegins(
            entries.values().stream()
                .collect(Collectors.toMap(entry -> entry.word, entry -> entry.topics)));
  }

  private void add(Entry entry) {
    long hash = SEED;
    for (byte b : entry.word) {
      hash = step(hash, b);
    }
    int i = place(hash);
    while (table[i].word.length > 0) {
      i = (i + 1) & (table.length - 1);
    }
    table[i] = entry;
  }

  private static long step(long hash, int b) {
    return (hash ^ b) * 0x100_0000_01b3L;
  }

  private int place(long hash) {
    return (int) (hash >>> 32) & (table.length - 1);
  }

  /// The topics of a name of a member, as it is written.
  int inName(byte[] b, int from, int to) {
    return topics(b, from, to, Topic.OTHER.bit() | Topic.OTHER_IN_NAMES.bit());
  }

  /// Whether [#inName] may tell of one of these topics; cheaper.
  boolean maySayInName(byte[] b, int from, int to, int topics) {
    return begins.maySay(b, from, to, topics);
  }

  /// The topics of what stands in the `reach` bytes before a place in a text.
  int before(Text text, int start, int reach) {
    int from = wordStart(text, start, reach);
    int ends = Topic.OTHER.bit();
    return Words.inMarker(text, from) ? 0 : topics(text.bytes, from, start, ends);
  }

  /// Whether [#before], with that reach or a shorter one, may tell of one of these topics; cheaper.
  boolean maySayBefore(Text text, int start, int reach, int topics) {
    return begins.maySay(text.bytes, wordStart(text, start, reach), start, topics);
  }

  /// The first place within reach before which no letter stands.
  private static int wordStart(Text text, int start, int reach) {
    int from = Math.max(text.begin, start - reach);
    while (from > text.begin && from < start && isLetter(text.bytes[from - 1])) {
      from++;
    }
    return from;
  }

  /// Whether the words right before a place, or the member that it begins, speak of something that
  /// is none of the topics.
  boolean saysOther(Text text, int start, int topics) {
    int named = start == text.begin ? text.member().topics() : 0;
    if ((named & OTHERS) == 0 && !maySayBefore(text, start, NEAR, OTHERS)) {
      return false;
    }
    int said = before(text, start, NEAR) | named;
    return (said & topics) == 0 && (said & OTHERS) != 0;
  }

  /// The topics of the word that begins at a place in a text; none where no word begins there.
  int at(Text text, int start) {
    if (start >= text.end || !isLetter(text.bytes[start])) {
      return 0;
    }
    int end = wordEnd(text.bytes, start, text.end);
    return find(hash(SEED, text.bytes, start, end), text.bytes, start, end).topics;
  }

  private int topics(byte[] b, int from, int to, int ends) {
    int topics = 0;
    int i = from;
    while (i < to) {
      if (!isLetter(b[i])) {
        i++;
        continue;
      }
      if (isMarker(b, i, to)) {
        i = ByteScan.indexOf(b, ']', i, to);
        topics = 0;
        continue;
      }
      int end = wordEnd(b, i, to);
      int last = end;
      long hash = hash(SEED, b, i, end);
      Entry entry = find(hash, b, i, end);
      int joined = end;
      for (int words = 1; words < MAX_JOINED; words++) {
        int next = nextWord(b, joined, to);
        if (next < 0) {
          break;
        }
        joined = wordEnd(b, next, to);
        hash = hash(hash, b, next, joined);
        Entry longer = find(hash, b, i, joined);
        if (longer.topics != 0) {
          entry = longer;
          last = joined;
        }
      }
      boolean ended = (entry.topics & ends) != 0;
      if (ended) {
        topics = entry.topics & ends;
      } else if (entry.topics != 0) {
        topics = (topics & ~ends) | entry.topics;
      }
      i = last;
    }
    return topics;
  }

  private static boolean isMarker(byte[] b, int i, int to) {
    return b[i] == 'r'
        && i > 0
        && b[i - 1] == '['
        && i + 9 < to
        && b[i + 8] == ':'
        && b[i + 7] == 'd'
        && b[i + 3] == 'a';
  }

  static boolean isLetter(int b) {
    return b < 0 || Ascii.isLetter(b);
  }

  /// The end of the word that begins at `i`: before what is no letter, or before a hump.
  static int wordEnd(byte[] b, int i, int to) {
    int end = i + 1;
    while (end < to
        && end <= i + MAX_WORD
        && isLetter(b[end])
        && !(isCapital(b[end]) && isSmall(b[end - 1]))) {
      end++;
    }
    return end;
  }

  private static boolean isCapital(int b) {
    return b >= 'A' && b <= 'Z';
  }

  private static boolean isSmall(int b) {
    return b >= 'a' && b <= 'z';
  }

  /// Where the word behind one separator or none begins, or -1.
  private static int nextWord(byte[] b, int end, int to) {
    int next = end < to && isJoint(b[end]) ? end + 1 : end;
    return next < to && isLetter(b[next]) ? next : -1;
  }

  private static boolean isJoint(int b) {
    return b == ' ' || b == '_' || b == '-' || b == '.' || b == '\'';
  }

  /// The hash of what has another hash, with the letters of a word behind it.
  private static long hash(long before, byte[] b, int from, int to) {
    long hash = before;
    for (int i = from; i < to; i++) {
      hash = step(hash, lower(b[i]));
    }
    return hash;
  }

  /// The entry for the letters between two places, of which the hash is known.
  private Entry find(long hash, byte[] b, int from, int to) {
    if (to - from > MAX_WORD) {
      return NONE;
    }
    int i = place(hash);
    while (table[i].word.length > 0) {
      if (is(table[i].word, b, from, to)) {
        return table[i];
      }
      i = (i + 1) & (table.length - 1);
    }
    return NONE;
  }

  private static boolean is(byte[] word, byte[] b, int from, int to) {
    int w = 0;
    for (int i = from; i < to; i++) {
      if (isLetter(b[i]) && (w == word.length || word[w++] != lower(b[i]))) {
        return false;
      }
    }
    return w == word.length;
  }

  static byte lower(byte b) {
    return isCapital(b) ? (byte) (b | 0x20) : b;
  }
}
