package dev.countersign.masking.detect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says which finders have to look at a text, from its shape alone and in a few steps. Immutable.
public final class NeedsTable {

  /// How many finders one table serves.
  public static final int MOST_FINDERS = Long.SIZE;

  /// Half of the marks of [Shape], as so many combinations.
  private static final int HALF = 1 << 6;

  /// The combinations of four needs.
  private static final int FOUR = 1 << 4;

  private static final int DIGITS = 63;
  private static final int LENGTHS = 127;

  private final long[] byLowMarks = new long[HALF];
  private final long[] byHighMarks = new long[HALF];
  private final long[] byDigits = new long[DIGITS + 1];
  private final long[] byTogether = new long[DIGITS + 1];
  private final long[] byLength = new long[LENGTHS + 1];
  private final long[] findersOf;
  private final long[] findersOfToken = new long[Long.SIZE];
  private long byTokens;
  private final long contextual;
  private final long closer;
  private final long unscanned;

  /// @param finders at most [#MOST_FINDERS], with at most so many different needs
  public NeedsTable(List<? extends Finder> finders) {
    Map<Needs, Long> all = new LinkedHashMap<>();
    for (int i = 0; i < finders.size(); i++) {
      for (Needs needs : finders.get(i).needs()) {
        all.merge(needs, 1L << i, (a, b) -> a | b);
      }
    }
    if (Math.max(finders.size(), all.size()) > MOST_FINDERS) {
      throw new IllegalArgumentException(
          finders.size() + " finders with " + all.size() + " needs (expected: at most 64)");
    }
    findersOf = ofEachFour(all.values().stream().mapToLong(Long::longValue).toArray());
    long inContext = 0;
    long close = 0;
    long unknown = 0;
    long bit = 1;
    for (Needs needs : all.keySet()) {
      add(needs, bit);
      inContext |= needs.context() ? bit : 0;
      close |= needs.together() > 0 || (needs.marks() & Shape.CLOSER) != 0 ? bit : 0;
      unknown |= (needs.marks() & StringScan.UNKNOWN) != 0 ? bit : 0;
      bit <<= 1;
    }
    addTokens(finders);
    contextual = inContext;
    closer = close;
    unscanned = unknown;
  }

  /// For each four needs, and each combination of them, the finders that have one of them.
  private static long[] ofEachFour(long[] ofOne) {
    long[] ofFour = new long[Long.SIZE / 4 * FOUR];
    for (int i = 0; i < ofFour.length; i++) {
      for (int need = 0; need < 4; need++) {
        int one = i / FOUR * 4 + need;
        ofFour[i] |= (i >> need & 1) != 0 && one < ofOne.length ? ofOne[one] : 0;
      }
    }
    return ofFour;
  }

  private void add(Needs needs, long bit) {
    for (int marks = 0; marks < HALF; marks++) {
      byLowMarks[marks] |= (needs.marks() & (HALF - 1) & ~marks) == 0 ? bit : 0;
      byHighMarks[marks] |= (needs.marks() / HALF & ~marks) == 0 ? bit : 0;
    }
    from(byDigits, needs.digits(), bit);
    from(byTogether, needs.together(), bit);
    from(byLength, needs.length(), bit);
  }

  private void addTokens(List<? extends Finder> finders) {
    for (int i = 0; i < finders.size(); i++) {
      long kinds = finders.get(i).tokenKinds();
      byTokens |= kinds == 0 ? 0 : 1L << i;
      for (long left = kinds; left != 0; left &= left - 1) {
        findersOfToken[Long.numberOfTrailingZeros(left)] |= 1L << i;
      }
    }
  }

  private static void from(long[] table, int least, long bit) {
    for (int i = Math.min(least, table.length - 1); i < table.length; i++) {
      table[i] |= bit;
    }
  }

  /// The finders that have to look at a text, as bits.
  public long finders(byte[] b, int from, int to, Shape shape, MemberName member) {
    long met = met(shape, member);
    boolean all = (met & unscanned) != 0;
    if ((met & closer) != 0) {
      shape.closer(b, from, to, all);
      met &= byMarks(shape.marks()) & byTogether[Math.min(shape.together(), DIGITS)];
    } else if (all && shape.isGuessed()) {
      met = met(shape.of(b, from, to), member);
    }
    long finders = findersOf(met & ~contextual);
    return member.context() == 0
        ? finders
        : finders | (findersOf(met & contextual) & member.context());
  }

  private long findersOf(long needs) {
    long finders = 0;
    long left = needs;
    for (int four = 0; left != 0; four += FOUR) {
      finders |= findersOf[four + (int) (left & FOUR - 1)];
      left >>>= 4;
    }
    return finders;
  }

  /// Those of the finders that have to look at a text of which the tokens are known.
  public long finders(long finders, Text text) {
    if ((finders & byTokens) == 0) {
      return finders;
    }
    long possible = ~byTokens;
    for (long left = text.tokens().kinds(); left != 0; left &= left - 1) {
      possible |= findersOfToken[Long.numberOfTrailingZeros(left)];
    }
    return finders & possible;
  }

  /// Whether some finder may have to look at a text, from what a scan tells of it.
  public boolean mayBeMet(Shape guessed, MemberName member) {
    return met(guessed, member) != 0;
  }

  private long met(Shape shape, MemberName member) {
    return byMarks(shape.marks() | Shape.CLOSER)
        & byDigits[Math.min(shape.digits(), DIGITS)]
        & byLength[Math.min(shape.length(), LENGTHS)]
        & (member.context() == 0 ? ~contextual : -1L);
  }

  private long byMarks(int marks) {
    return byLowMarks[marks & HALF - 1] & byHighMarks[marks / HALF];
  }

  /// Finds out which finders take a name for context, and tells it.
  public void tell(MemberName name, Finder[] finders) {
    long context = 0;
    for (int i = 0; i < finders.length && contextual != 0; i++) {
      context |= finders[i].isMeantBy(name) ? 1L << i : 0;
    }
    name.meant(context);
  }
}
