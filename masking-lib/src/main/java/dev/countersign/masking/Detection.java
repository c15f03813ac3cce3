package dev.countersign.masking;

import dev.countersign.masking.detect.Filling;
import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.Leftover;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.NeedsTable;
import dev.countersign.masking.detect.OpenEnd;
import dev.countersign.masking.detect.PemFinder;
import dev.countersign.masking.detect.Shape;
import dev.countersign.masking.detect.StringScan;
import dev.countersign.masking.detect.Text;
import dev.countersign.masking.replace.Replacement;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
  private final long lookFirst;
  private long asked;
  private long live;
  private final Text text = new Text();
  private final Shape shape = new Shape();
  private final Leftover leftover = new Leftover();
  private final @Nullable Filling[] fillings;
  private int looks;
  private boolean keyOpen;
  private int opener;

  Detection(CompiledRules rules, Replacements replacements) {
    this.replacements = replacements;
    this.finders = rules.finders();
    this.needs = rules.needs();
    this.ruleOf = rules.ruleOfFinder();
    this.fillings = new @Nullable Filling[rules.size()];
    long first = 0;
    for (int i = 0; i < finders.length; i++) {
      first |= finders[i].looksFirst() ? 1L << i : 0;
    }
    this.lookFirst = first;
  }

  /// Looks at a text that stands under that name; false where no detector can find anything in it,
  /// as it stands or through an encoding.
  boolean look(byte[] b, int from, int to, MemberName member) {
    looks++;
    asked = needs.finders(shape.of(b, from, to), member);
    if (asked != 0) {
      asked = possible(needs.finders(asked, text.set(b, from, to, member, shape)));
    }
    return asked != 0 || shape.disguises() != 0;
  }

  /// Those of some finders that may find something in the text that is looked at.
  private long possible(long some) {
    long possible = some;
    for (long left = text.isKnown() ? some & lookFirst : 0; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      possible &= finders[i].mayBeIn(text) ? -1L : ~(1L << i);
    }
    return possible;
  }

  /// Whether some detector could find something in a text as it stands under that name.
  boolean canFindIn(byte[] b, int from, int to, MemberName member) {
    look(b, from, to, member);
    return asked != 0;
  }

  /// How often [#look] has looked so far.
  int looks() {
    return looks;
  }

  /// Whether it is clear without a look that nothing is left to find in a text once hits in it have
  /// been replaced. It begins at `from` and is the one that was looked at last, when [#looks] was
  /// `at`.
  boolean isClear(int at, Hits hits, int from, MemberName member) {
    if (looks != at || !shape.knowsPlaces()) {
      return false;
    }
    leftover.begin(shape);
    for (int i = 0; i < hits.size(); i++) {
      Filling filling = filling(hits.rule(i));
      byte[] put = replacements.of(hits.rule(i)).of(NOTHING, 0, 0);
      if (!filling.apart() || !Arrays.equals(hits.text(i), put)) {
        return false;
      }
      leftover.replace(hits.start(i) - from, hits.end(i) - from, filling);
    }
    return !needs.mayBeMet(leftover, member);
  }

  /// What a rule always puts in the place of a hit; something that is not apart where that differs,
  /// or is worth a look itself.
  private Filling filling(int rule) {
    Filling filling = fillings[rule];
    if (filling == null) {
      Replacement replacement = replacements.of(rule);
      filling = Filling.of(replacement.quoted() == null ? NOTHING : replacement.of(NOTHING, 0, 0));
      filling = needs.areMetBy(filling) ? Filling.of(NOTHING) : filling;
      fillings[rule] = filling;
    }
    return filling;
  }

  /// Whether [#look] may say so of a string without escapes that was scanned by [StringScan#facts].
  boolean mayFindIn(long scan, byte[] b, int from, int to, MemberName member) {
    return needs.mayBeMet(scan, b, from, to, member);
  }

  /// Whether a string is so short and plain that [#look] would say no, whatever it says.
  boolean isQuiet(long scan, int length, MemberName member) {
    return needs.isQuiet(scan, length, member);
  }

  /// The same of a text that was not scanned.
  boolean mayFindIn(byte[] b, int from, int to, MemberName member) {
    return mayFindIn(StringScan.all(b, from, to), b, from, to, member);
  }

  /// The shape of the text that was looked at last.
  Shape shape() {
    return shape;
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
    look(b, from, to, member);
    maskSeen(b, from, edits);
  }

  /// The same for the text that was looked at last.
  void maskSeen(byte[] b, int from, Edits edits) throws IOException {
    keyOpen = false;
    boolean any = begin(from);
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
    look(b, begin, to, member);
    boolean any = begin(begin) && passOver(from);
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
    look(digits, from, to, member);
    return begin(from) ? ruleOf[first()] : CompiledRules.NONE;
  }

  private boolean begin(int from) {
    live = 0;
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
