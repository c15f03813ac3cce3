package dev.countersign.masking;

import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.NeedsTable;
import dev.countersign.masking.detect.PemFinder;
import dev.countersign.masking.detect.Shape;
import dev.countersign.masking.detect.StringScan;
import dev.countersign.masking.detect.Text;
import java.io.IOException;

/// Runs the detectors of a policy over decoded text, side by side, from left to right.
///
/// Hits that overlap make one hole of the first one's rule, so nothing of either is left. Each
/// finder looks at each byte a bounded number of times.
final class Detection {

  private static final byte[] NOTHING = {};
  private static final MemberName NO_MEMBER = new MemberName();

  private final Replacements replacements;
  private final NeedsTable needs;
  private final Finder[] finders;
  private final int[] ruleOf;
  private long live;
  private final Text text = new Text();
  private final Shape shape = new Shape();
  private boolean keyOpen;

  Detection(CompiledRules rules, Replacements replacements) {
    this.replacements = replacements;
    this.finders = rules.finders();
    this.needs = rules.needs();
    this.ruleOf = rules.ruleOfFinder();
  }

  /// Whether some detector could find something in a text under that name.
  boolean canFindIn(byte[] b, int from, int to, MemberName member) {
    return needs.finders(b, from, to, shape.of(b, from, to), member) != 0;
  }

  /// The same as far as a scan by [StringScan#facts] tells.
  boolean canFindIn(long scan, int length, MemberName member) {
    return needs.mayBeMet(shape.guess(scan, length), member);
  }

  /// Makes ready for another body.
  void renew() {
    keyOpen = false;
    text.set(NOTHING, 0, 0, NO_MEMBER);
  }

  /// Tells a name which detectors take it for context.
  void tell(MemberName name) {
    needs.tell(name, finders);
  }

  /// Replaces every hit between `from` and `to`.
  void mask(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    mask(StringScan.OPEN, b, from, to, member, edits);
  }

  /// The same for a text that was scanned by [StringScan#facts], or else not.
  void mask(long scan, byte[] b, int from, int to, MemberName member, Edits edits)
      throws IOException {
    keyOpen = false;
    shape(scan, b, from, to);
    boolean any = begin(b, from, to, member);
    while (any) {
      int first = first();
      int start = finders[first].start();
      int end = union(finders[first].end());
      int rule = ruleOf[first];
      edits.replace(start, end, replacements.of(rule).of(b, start, end), rule);
      keyOpen = finders[first] instanceof PemFinder pem && pem.isOpen();
      any = live != 0;
    }
  }

  /// Whether the last text ended inside a private key.
  boolean endedInsideKey() {
    return keyOpen;
  }

  /// The strongest rule that takes the whole of a number for sensitive, or [CompiledRules#NONE].
  int ruleOfNumber(byte[] digits, int from, int to, MemberName member) {
    shape.of(digits, from, to);
    return begin(digits, from, to, member) ? ruleOf[first()] : CompiledRules.NONE;
  }

  private void shape(long scan, byte[] b, int from, int to) {
    if (scan == StringScan.OPEN) {
      shape.of(b, from, to);
    } else {
      shape.guess(scan, to - from);
    }
  }

  private boolean begin(byte[] b, int from, int to, MemberName member) {
    live = 0;
    long asked = needs.finders(b, from, to, shape, member);
    if (asked != 0) {
      text.set(b, from, to, member, shape);
      asked = needs.finders(asked, text);
    }
    for (long left = asked; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      live |= finders[i].find(text, from) ? 1L << i : 0;
    }
    return live != 0;
  }

  /// The hit that begins first; of several the longest.
  private int first() {
    int first = -1;
    for (long left = live; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      if (first < 0 || isBefore(finders[i], finders[first])) {
        first = i;
      }
    }
    return first;
  }

  private static boolean isBefore(Finder a, Finder b) {
    return a.start() < b.start() || (a.start() == b.start() && a.end() > b.end());
  }

  /// The end of all hits that overlap; their finders go on behind it.
  private int union(int end) {
    int union = end;
    boolean grew = true;
    while (grew) {
      grew = false;
      for (long left = live; left != 0; left &= left - 1) {
        int i = Long.numberOfTrailingZeros(left);
        while ((live & 1L << i) != 0 && finders[i].start() < union) {
          grew |= finders[i].end() > union;
          union = Math.max(union, finders[i].end());
          live &= finders[i].find(text, union) ? -1L : ~(1L << i);
        }
      }
    }
    return union;
  }
}
