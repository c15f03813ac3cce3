package dev.countersign.masking;

import dev.countersign.masking.commit.HoleTable;
import java.util.Arrays;

/// Where the holes of one body lie, in order.
///
/// Places in the masked body say nothing about a value. Places in the original do: together with
/// the others they tell its length, so they are for whoever has the original anyway and must not
/// leave the process. [#toString] shows none of either.
///
/// At most [MaskingLimits#maxHoles] are kept; the counts of a report go on, and [#isComplete] says
/// so. A view of the session that made it: valid until that session masks another body.
public final class HolePlaces implements HoleTable {

  private static final int START = 0;
  private static final int END = 1;
  private static final int ORIGINAL_START = 2;
  private static final int ORIGINAL_END = 3;
  private static final int FIELDS = 4;
  private static final int INITIAL = 16;

  private final CompiledRules rules;
  private final int max;
  private long[] fields = new long[INITIAL * FIELDS];
  private int[] ruleOf = new int[INITIAL];
  private int size;
  private boolean complete = true;

  HolePlaces(CompiledRules rules, int max) {
    this.rules = rules;
    this.max = max;
  }

  void clear() {
    size = 0;
    complete = true;
  }

  /// Adds the next hole.
  void add(int rule, long start, long end, long originalStart, long originalEnd) {
    if (size == max) {
      complete = false;
      return;
    }
    if (size == ruleOf.length) {
      ruleOf = Arrays.copyOf(ruleOf, 2 * size);
      fields = Arrays.copyOf(fields, 2 * size * FIELDS);
    }
    int at = size * FIELDS;
    fields[at + START] = start;
    fields[at + END] = end;
    fields[at + ORIGINAL_START] = originalStart;
    fields[at + ORIGINAL_END] = originalEnd;
    ruleOf[size++] = rule;
  }

  /// Makes the last hole longer in the original: more of the same value was taken away behind it.
  void extend(long originalEnd) {
    if (complete) {
      fields[(size - 1) * FIELDS + ORIGINAL_END] = originalEnd;
    }
  }

  /// How many holes are kept.
  @Override
  public int size() {
    return size;
  }

  /// Whether every hole is kept.
  @Override
  public boolean isComplete() {
    return complete;
  }

  /// The name of the rule that made a hole.
  public String rule(int hole) {
    return rules.name(ruleOf(hole));
  }

  /// The place of that rule in the policy, from 0.
  @Override
  public int ruleOf(int hole) {
    return ruleOf[check(hole)];
  }

  /// What the rule does: the strategy's name as an operator writes it.
  public String strategy(int hole) {
    return RuleText.strategy(rules.rule(ruleOf(hole)).strategy());
  }

  /// Where a hole begins in the masked body.
  @Override
  public long start(int hole) {
    return field(hole, START);
  }

  /// Where a hole ends in the masked body.
  @Override
  public long end(int hole) {
    return field(hole, END);
  }

  /// Where a hole begins in the original.
  @Override
  public long originalStart(int hole) {
    return field(hole, ORIGINAL_START);
  }

  /// Where a hole ends in the original.
  @Override
  public long originalEnd(int hole) {
    return field(hole, ORIGINAL_END);
  }

  private long field(int hole, int field) {
    return fields[check(hole) * FIELDS + field];
  }

  private int check(int hole) {
    if (hole < 0 || hole >= size) {
      throw new IndexOutOfBoundsException("hole: " + hole + " (expected: 0 to " + (size - 1) + ")");
    }
    return hole;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HolePlaces that
        && size == that.size
        && complete == that.complete
        && Arrays.equals(ruleOf, 0, size, that.ruleOf, 0, size)
        && Arrays.equals(fields, 0, size * FIELDS, that.fields, 0, size * FIELDS);
  }

  @Override
  public int hashCode() {
    int hash = Boolean.hashCode(complete);
    for (int i = 0; i < size * FIELDS; i++) {
      hash = 31 * hash + Long.hashCode(fields[i]);
    }
    return hash;
  }

  @Override
  public String toString() {
    return complete ? size + " holes" : "the first " + size + " holes";
  }
}
