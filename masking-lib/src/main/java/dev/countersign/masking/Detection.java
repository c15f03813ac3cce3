package dev.countersign.masking;

import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.NeedsTable;
import dev.countersign.masking.detect.OpenEnd;
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
  private int opener;

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
      next(b, from, edits);
      any = live != 0;
    }
  }

  /// Finds every hit behind `from` in a text that begins at `begin`; of one that begins before only
  /// what lies behind.
  void find(byte[] b, int begin, int from, int to, MemberName member, Edits hits)
      throws IOException {
    keyOpen = false;
    shape.of(b, begin, to);
    boolean any = begin(b, begin, to, member) && passOver(from);
    while (any) {
      next(b, from, hits);
      any = live != 0;
    }
  }

  /// Gives the hit that begins first away.
  private void next(byte[] b, int from, Edits edits) throws IOException {
    int first = first();
    int start = Math.max(from, finders[first].start());
    int end = union(finders[first].end());
    int rule = ruleOf[first];
    edits.replace(start, end, replacements.of(rule).of(b, start, end), rule);
    keyOpen = finders[first] instanceof PemFinder pem && pem.isOpen();
  }

  /// Goes on behind the hits that end before a place; whether any are left.
  private boolean passOver(int from) {
    for (long left = live; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      while ((live & 1L << i) != 0 && finders[i].end() <= from) {
        live &= finders[i].find(text, finders[i].end()) ? -1L : ~(1L << i);
      }
    }
    return live != 0;
  }

  /// The first place of a text from which on more text could make or change a hit; its end where
  /// there is none. See [Finder#openFrom].
  int openFrom(byte[] b, int begin, int to, MemberName member) {
    text.set(b, begin, to, member);
    int open = to;
    int usual = finders.length == 0 ? to : OpenEnd.of(text);
    for (int i = 0; i < finders.length; i++) {
      int itsOpen = finders[i].openFrom(text, usual);
      if (itsOpen < open) {
        open = itsOpen < usual ? OpenEnd.wordStart(text, itsOpen) : itsOpen;
        opener = i;
      }
    }
    return open;
  }

  /// The begin of the word in which a place lies; what hangs on a hit is decided with it.
  int wordStart(byte[] b, int begin, int place) {
    return OpenEnd.wordStart(text.set(b, begin, place, NO_MEMBER), place);
  }

  /// The rule of the finder that left the last text open.
  int openRule() {
    return ruleOf[opener];
  }

  /// Whether what that finder left open ends with its word.
  boolean openEndsWithWord() {
    return finders[opener].endsWithWord();
  }

  /// What a rule puts in the place of a text that is not known.
  byte[] replacementOf(int rule) {
    return replacements.of(rule).of(NOTHING, 0, 0);
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
