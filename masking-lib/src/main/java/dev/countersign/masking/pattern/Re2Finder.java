package dev.countersign.masking.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.Needs;
import dev.countersign.masking.detect.Text;
import java.util.Arrays;
import java.util.List;

/// Finds a pattern by RE2/J.
///
/// Each look may read the rest of the text, so that all looks are paid from a budget; a text that
/// uses it up is hidden from that match on. Texts of up to a thousand characters never do.
final class Re2Finder extends Finder {

  private static final int MAX_OPEN = 256;
  private static final long BUDGET_PER_BYTE = 16;
  private static final long FIRST_BUDGET = 1 << 20;

  private final Pattern pattern;
  private Matcher matcher;
  private int length;
  private long budget;

  Re2Finder(Pattern pattern) {
    this.pattern = pattern;
    this.matcher = pattern.matcher(new byte[0]);
  }

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(1));
  }

  /// Nobody can tell where a match may be under way, so the end of the text is open.
  @Override
  public int openFrom(Text text, int usual) {
    return Math.min(usual, Math.max(text.begin(), text.end() - MAX_OPEN));
  }

  @Override
  public boolean endsWithWord() {
    return false;
  }

  @Override
  public boolean find(Text text, int from) {
    if (from == text.begin()) {
      byte[] copy = Arrays.copyOfRange(text.bytes(), from, text.end());
      matcher = pattern.matcher(copy);
      length = copy.length;
      budget = FIRST_BUDGET + BUDGET_PER_BYTE * length;
    }
    int at = from - text.begin();
    while (at < length && matcher.find(at)) {
      if (matcher.end() > matcher.start()) {
        start = text.begin() + matcher.start();
        budget -= length - matcher.start();
        end = budget < 0 ? text.end() : text.begin() + matcher.end();
        return true;
      }
      at = behind(text, matcher.end());
    }
    return false;
  }

  /// The next character behind a match of nothing.
  private int behind(Text text, int at) {
    int next = at + 1;
    while (next < length && (text.bytes()[text.begin() + next] & 0xc0) == 0x80) {
      next++;
    }
    return next;
  }
}
