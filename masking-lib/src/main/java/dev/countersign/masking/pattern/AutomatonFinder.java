package dev.countersign.masking.pattern;

import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.Needs;
import dev.countersign.masking.detect.Text;
import java.util.Arrays;
import java.util.List;

/// Finds a pattern by its automata: one run back over the text marks where matches begin, then each
/// is followed to its longest end.
///
/// To look beyond an end for a longer one is paid from a budget in proportion to the text, so that
/// time is linear. A text that uses it up is hidden from that match on.
final class AutomatonFinder extends Finder {

  private static final int BUDGET_PER_BYTE = 4;
  private static final int FIRST_BUDGET = 1024;

  private final PatternTables tables;
  private final AliveMatches alive;
  private long[] begins = new long[16];
  private int origin;
  private long budget;

  AutomatonFinder(PatternTables tables) {
    this.tables = tables;
    this.alive = new AliveMatches(tables.matches());
  }

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(tables.shortest()));
  }

  /// Open is where the first match begins that may be under way at the end.
  @Override
  public int openFrom(Text text, int usual) {
    return Math.min(usual, alive.first(text));
  }

  @Override
  public boolean endsWithWord() {
    return false;
  }

  @Override
  public boolean find(Text text, int from) {
    if (from == text.begin()) {
      mark(text);
    }
    int begin = nextBegin(from, text.end());
    if (begin < 0) {
      return false;
    }
    start = begin;
    end = longestEnd(text, begin);
    return true;
  }

  private void mark(Text text) {
    byte[] bytes = text.bytes();
    origin = text.begin();
    int length = text.end() - origin;
    budget = FIRST_BUDGET + (long) BUDGET_PER_BYTE * length;
    int words = (length >> 6) + 1;
    if (words > begins.length) {
      begins = new long[2 * words];
    } else {
      Arrays.fill(begins, 0, words, 0);
    }
    short[] next = tables.starts().next();
    boolean[] accepts = tables.starts().accepts();
    int state = 1;
    for (int i = length - 1; i >= 0; i--) {
      state = next[state << 8 | (bytes[origin + i] & 0xff)];
      if (accepts[state]) {
        begins[i >> 6] |= 1L << i;
      }
    }
  }

  private int nextBegin(int from, int to) {
    int i = from - origin;
    int words = (to - origin >> 6) + 1;
    if (from >= to) {
      return -1;
    }
    int word = i >> 6;
    long left = begins[word] & (-1L << i);
    while (left == 0) {
      if (++word == words) {
        return -1;
      }
      left = begins[word];
    }
    return origin + (word << 6) + Long.numberOfTrailingZeros(left);
  }

  private int longestEnd(Text text, int from) {
    byte[] bytes = text.bytes();
    int to = text.end();
    short[] next = tables.matches().next();
    boolean[] accepts = tables.matches().accepts();
    int last = -1;
    int state = 1;
    for (int i = from; i < to; i++) {
      state = next[state << 8 | (bytes[i] & 0xff)];
      if (state == 0) {
        break;
      }
      if (accepts[state]) {
        last = i + 1;
      } else if (last >= 0 && --budget < 0) {
        return to;
      }
    }
    return last;
  }
}
