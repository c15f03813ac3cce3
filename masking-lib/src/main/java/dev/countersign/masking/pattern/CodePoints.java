package dev.countersign.masking.pattern;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A set of characters, and the bytes of UTF-8 that stand for them.
final class CodePoints {

  private static final int END = Character.MAX_CODE_POINT + 1;

  private final BitSet points = new BitSet();

  CodePoints add(int first, int last) {
    points.set(first, last + 1);
    return this;
  }

  CodePoints addAll(CodePoints others) {
    points.or(others.points);
    return this;
  }

  /// One of the classes `\d \D \w \W \s \S`, which in RE2 are ASCII.
  static CodePoints named(char name) {
    CodePoints points = new CodePoints();
    switch (Character.toLowerCase(name)) {
      case 'd' -> points.add('0', '9');
      case 'w' -> points.add('0', '9').add('A', 'Z').add('a', 'z').add('_', '_');
      default -> points.add('\t', '\n').add('\f', '\r').add(' ', ' ');
    }
    return Character.isUpperCase(name) ? points.negated() : points;
  }

  CodePoints negated() {
    CodePoints others = new CodePoints();
    others.points.or(points);
    others.points.flip(0, END);
    return others;
  }

  /// With the other case of every ASCII letter, and what Unicode folds to one.
  CodePoints withBothCases() {
    for (int lower = 'a'; lower <= 'z'; lower++) {
      int upper = lower - 0x20;
      if (points.get(lower) || points.get(upper)) {
        add(lower, lower).add(upper, upper);
      }
    }
    if (points.get('k')) {
      add(0x212a, 0x212a);
    }
    if (points.get('s')) {
      add(0x17f, 0x17f);
    }
    return this;
  }

  int first() {
    return points.nextSetBit(0);
  }

  Automaton automaton() {
    List<Automaton> all = new ArrayList<>();
    for (int i = points.nextSetBit(0); i >= 0; ) {
      int end = points.nextClearBit(i);
      addRange(i, Math.min(end, END) - 1, all);
      i = points.nextSetBit(end);
    }
    return all.size() == 1 ? all.getFirst() : BasicOperations.union(all);
  }

  /// Splits a range where the length of the bytes changes.
  private static void addRange(int first, int last, List<Automaton> out) {
    int from = first;
    for (int end : new int[] {0x7f, 0x7ff, 0xffff, Character.MAX_CODE_POINT}) {
      if (from <= Math.min(last, end)) {
        int to = Math.min(last, end);
        int length = end == 0x7f ? 1 : end == 0x7ff ? 2 : end == 0xffff ? 3 : 4;
        addLong(from, to, length, out);
        from = to + 1;
      }
    }
  }

  /// Splits a range of characters of one length until each byte of it is a range of its own.
  private static void addLong(int first, int last, int length, List<Automaton> out) {
    for (int i = 1; i < length; i++) {
      int low = (1 << 6 * i) - 1;
      if ((first & ~low) != (last & ~low)) {
        if ((first & low) != 0) {
          addLong(first, first | low, length, out);
          addLong((first | low) + 1, last, length, out);
          return;
        }
        if ((last & low) != low) {
          addLong(first, (last & ~low) - 1, length, out);
          addLong(last & ~low, last, length, out);
          return;
        }
      }
    }
    List<Automaton> bytes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      bytes.add(BasicAutomata.makeCharRange(byteOf(first, i, length), byteOf(last, i, length)));
    }
    out.add(length == 1 ? bytes.getFirst() : BasicOperations.concatenate(bytes));
  }

  private static char byteOf(int point, int i, int length) {
    int bits = point >> 6 * (length - 1 - i);
    if (length == 1) {
      return (char) bits;
    }
    return (char) (i > 0 ? 0x80 | (bits & 0x3f) : (0xf00 >> length & 0xff) | bits);
  }
}
