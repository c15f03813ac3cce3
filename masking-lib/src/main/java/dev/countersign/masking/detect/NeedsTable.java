package dev.countersign.masking.detect;

import java.util.ArrayList;
import java.util.List;

/// Says which finders have to look at a text, from its shape alone and in a few steps. Immutable.
public final class NeedsTable {

  /// Half of the marks of [Shape], as so many combinations.
  private static final int HALF = 1 << 6;

  private static final int DIGITS = 63;
  private static final int LENGTHS = 127;

  private final long[] byLowMarks = new long[HALF];
  private final long[] byHighMarks = new long[HALF];
  private final long[] byDigits = new long[DIGITS + 1];
  private final long[] byTogether = new long[DIGITS + 1];
  private final long[] byLength = new long[LENGTHS + 1];
  private final int[] finderOf;
  private final long contextual;
  private final long closer;

  /// @param finders at most so many that all have 64 needs together
  public NeedsTable(List<? extends Finder> finders) {
    List<Needs> needs = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < finders.size(); i++) {
      for (Needs one : finders.get(i).needs()) {
        needs.add(one);
        owners.add(i);
      }
    }
    if (needs.size() > Long.SIZE) {
      throw new IllegalArgumentException("needs: " + needs.size() + " (expected: at most 64)");
    }
    finderOf = owners.stream().mapToInt(Integer::intValue).toArray();
    long inContext = 0;
    long close = 0;
    for (int i = 0; i < needs.size(); i++) {
      Needs one = needs.get(i);
      long bit = 1L << i;
      inContext |= one.context() ? bit : 0;
      for (int marks = 0; marks < HALF; marks++) {
        byLowMarks[marks] |= (one.marks() & (HALF - 1) & ~marks) == 0 ? bit : 0;
        byHighMarks[marks] |= (one.marks() / HALF & ~marks) == 0 ? bit : 0;
      }
      from(byDigits, one.digits(), bit);
      from(byTogether, one.together(), bit);
      from(byLength, one.length(), bit);
      close |= one.together() > 0 || (one.marks() & Shape.CLOSER) != 0 ? bit : 0;
    }
    contextual = inContext;
    closer = close;
  }

  private static void from(long[] table, int least, long bit) {
    for (int i = Math.min(least, table.length - 1); i < table.length; i++) {
      table[i] |= bit;
    }
  }

  /// The needs that a text meets, as bits.
  public long met(byte[] b, int from, int to, Shape shape, MemberName member) {
    long met = met(shape.marks() | Shape.CLOSER, shape.digits(), shape.length(), member);
    if ((met & closer) == 0) {
      return met;
    }
    shape.closer(b, from, to);
    return met & byMarks(shape.marks()) & byTogether[Math.min(shape.together(), DIGITS)];
  }

  /// The needs that a text seems to meet from what little is known of it, as bits.
  public long met(int marks, int digits, int length, MemberName member) {
    return byMarks(marks)
        & byDigits[Math.min(digits, DIGITS)]
        & byLength[Math.min(length, LENGTHS)]
        & (member.context() | ~contextual);
  }

  private long byMarks(int marks) {
    return byLowMarks[marks & HALF - 1] & byHighMarks[marks / HALF];
  }

  /// Finds out which needs in context a name meets, and tells it.
  public void tell(MemberName name, Finder[] finders) {
    long context = 0;
    for (long left = contextual; left != 0; left &= left - 1) {
      int need = Long.numberOfTrailingZeros(left);
      context |= finders[finderOf[need]].isMeantBy(name) ? 1L << need : 0;
    }
    name.meets(context);
  }

  /// The place of the finder whose need the lowest bit is.
  public int finder(long needs) {
    return finderOf[Long.numberOfTrailingZeros(needs)];
  }
}
