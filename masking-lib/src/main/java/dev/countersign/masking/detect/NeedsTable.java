package dev.countersign.masking.detect;

import java.util.Arrays;
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

  /// Of more digits a glance tells nothing new.
  private static final int FEW_DIGITS = 8;

  private static final int DIGITS = 63;
  private static final int LENGTHS = 127;

  private final long[] byLowMarks = new long[HALF];
  private final long[] byHighMarks = new long[HALF];
  private final long[] byDigits = new long[DIGITS + 1];
  private final long[] byTogether = new long[DIGITS + 1];
  private final long[] byLength = new long[LENGTHS + 1];
  private final long[] findersOf;
  private final long[] byToken = new long[Long.SIZE];
  private final long[] byNextToken = new long[Long.SIZE];
  private final long[] findersOfTokens;
  private final long byTokens;
  private final long contextual;
  private final int shortest;

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
    long bit = 1;
    for (Needs needs : all.keySet()) {
      add(needs, bit);
      inContext |= needs.context() ? bit : 0;
      bit <<= 1;
    }
    Map<TokenNeed, Long> tokens = tokenNeeds(finders);
    findersOfTokens = tokens.values().stream().mapToLong(Long::longValue).toArray();
    byTokens = Arrays.stream(findersOfTokens).reduce(0, (a, b) -> a | b);
    addTokens(tokens.keySet());
    contextual = inContext;
    shortest = shortest();
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

  private static Map<TokenNeed, Long> tokenNeeds(List<? extends Finder> finders) {
    Map<TokenNeed, Long> all = new LinkedHashMap<>();
    for (int i = 0; i < finders.size(); i++) {
      for (TokenNeed need : finders.get(i).tokenNeeds()) {
        all.merge(need, 1L << i, (a, b) -> a | b);
      }
    }
    if (all.size() > Long.SIZE) {
      throw new IllegalArgumentException(all.size() + " needs of tokens (expected: at most 64)");
    }
    return all;
  }

  private void addTokens(Iterable<TokenNeed> needs) {
    long bit = 1;
    for (TokenNeed need : needs) {
      for (int kind = 0; kind < Long.SIZE; kind++) {
        byToken[kind] |= (need.first() >>> kind & 1) == 0 ? 0 : bit;
        byNextToken[kind] |= (need.next() >>> kind & 1) == 0 ? 0 : bit;
      }
      bit <<= 1;
    }
  }

  private static void from(long[] table, int least, long bit) {
    for (int i = Math.min(least, table.length - 1); i < table.length; i++) {
      table[i] |= bit;
    }
  }

  /// The finders that have to look at a text, as bits.
  public long finders(Shape shape, MemberName member) {
    long met = met(shape.marks(), shape.digits(), shape.length(), member);
    if ((met & ~byTogether[0]) != 0) {
      met &= byTogether[Math.min(shape.together(), DIGITS)];
    }
    if (met == 0) {
      return 0;
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
    Tokens tokens = text.tokens();
    long met = 0;
    for (int i = 0; i < tokens.count(); i++) {
      met |= byToken[tokens.kind(i)] & byNextToken[tokens.next(i)];
    }
    long possible = ~byTokens;
    for (; met != 0; met &= met - 1) {
      possible |= findersOfTokens[Long.numberOfTrailingZeros(met)];
    }
    return finders & possible;
  }

  /// Whether a string has to be looked at closer, from what a scan by [StringScan#facts] tells of
  /// it and from a [Glance]; it may hold something for a finder, or in an encoding.
  public boolean mayBeMet(long scan, byte[] b, int from, int to, MemberName member) {
    int length = to - from;
    int digits = StringScan.digits(scan);
    boolean at = StringScan.hasAt(scan);
    boolean ascii = StringScan.isAscii(scan);
    int shortest = digits > 0 ? Disguises.SHORTEST : Disguises.SHORTEST_PLAIN;
    int most = at ? Shape.ANY : Shape.ANY & ~Shape.AT;
    if (ascii && length < shortest && met(most, digits, length, member) == 0) {
      return false;
    }
    if (!ascii || at || digits > FEW_DIGITS) {
      return true;
    }
    int marks = Glance.of(b, from, to);
    return (marks & Glance.DISGUISED) != 0 || met(marks, digits, length, member) != 0;
  }

  /// Whether something may be left to find, for a finder or in an encoding.
  public boolean mayBeMet(Leftover left, MemberName member) {
    return met(left.marks(), left.digits(), left.length(), member) != 0 || left.disguises() != 0;
  }

  /// Whether something may be found in a text that is put in the place of hits, under any name and
  /// whatever stands around it.
  public boolean areMetBy(Filling filling) {
    int marks = filling.marks() | Leftover.JOINTS;
    long met = byMarks(marks) & byDigits[Math.min(filling.digits(), DIGITS)];
    return met != 0 || filling.disguises() != 0;
  }

  /// Whether a string is so short and plain that no finder has to look at it, whatever it says,
  /// from what a scan by [StringScan#facts] tells.
  public boolean isQuiet(long scan, int length, MemberName member) {
    return StringScan.isPlain(scan) && length < shortest && member.context() == 0;
  }

  private long byMarks(int marks) {
    return byLowMarks[marks & HALF - 1] & byHighMarks[marks / HALF];
  }

  private int shortest() {
    int length = 0;
    MemberName nobody = new MemberName();
    while (length < Disguises.SHORTEST_PLAIN
        && met(Shape.ANY & ~Shape.AT, 0, length, nobody) == 0) {
      length++;
    }
    return length;
  }

  private long met(int marks, int digits, int length, MemberName member) {
    int most = Math.min(digits, DIGITS);
    return byMarks(marks)
        & byDigits[most]
        & byTogether[most]
        & byLength[Math.min(length, LENGTHS)]
        & (member.context() == 0 ? ~contextual : -1L);
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
