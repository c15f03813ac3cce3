package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The names that an object has had so far, as a place in the tree of all orders of names that were
/// met. Bodies repeat their objects, so the next name is mostly the one that came next the last
/// time, in the same layout, and is then known not to stand in the object twice.
///
/// A tree is bounded in breadth, depth and size. An order of names that does not fit into it is
/// kept track of otherwise; what a tree holds makes masking faster and nothing else.
final class Members {

  private static final int MOST_NEXT = 8;
  private static final int MOST_NAMES = 64;
  private static final int MOST_NODES = 1024;
  private static final int MOST_REFUSED = 1000;
  private static final int LONGEST_LAYOUT = 128;
  private static final int MOST_LAYOUTS = 64;
  private static final int NO_LAYOUT = Integer.MAX_VALUE / 2;
  private static final Members[] NOTHING = {};
  private static final Members NOBODY = none();

  /// What all places of one tree share.
  private static final class Tree {
    private int nodes = 1;
    private int refused;
  }

  private final Tree tree;
  private final @Nullable Members before;
  private final int size;
  private final long hash;
  private final byte[] name;
  private final MemberName normal;
  private final int rule;

  private Members[] next = NOTHING;
  private Members latest;

  private byte[] layout = {};
  private int layouts;
  private int length;
  private int lastAt = NO_LAYOUT;
  private long first;
  private long firstMask;
  private long last;
  private long lastMask;

  private Members(
      Tree tree,
      @Nullable Members before,
      int size,
      long hash,
      byte[] name,
      MemberName normal,
      int rule) {
    this.tree = tree;
    this.before = before;
    this.size = size;
    this.hash = hash;
    this.name = name;
    this.normal = normal;
    this.rule = rule;
    this.latest = before == null ? this : NOBODY;
  }

  /// An object without names yet, at the root of a new tree.
  static Members none() {
    return new Members(new Tree(), null, 0, 0, new byte[0], new MemberName(), CompiledRules.NONE);
  }

  /// Forgets everything, of a tree that had to refuse too often; only at the root.
  void renew() {
    if (tree.refused > MOST_REFUSED) {
      next = NOTHING;
      latest = NOBODY;
      tree.nodes = 1;
      tree.refused = 0;
    }
  }

  /// The name that came last, decoded; a quote can stand behind it as it is.
  byte[] name() {
    return name;
  }

  /// The hash of the name that came last.
  long hash() {
    return hash;
  }

  /// The name that came last, as rules see it.
  MemberName normal() {
    return normal;
  }

  /// The rule for members of the name that came last, or [CompiledRules#NONE].
  int rule() {
    return rule;
  }

  /// With the name that came next the last time; where there was none, one that stands nowhere.
  Members latest() {
    return latest;
  }

  /// With one of the names that came next some time, which stands at `at` with a quote behind it.
  @Nullable Members next(byte[] b, int at, int end) {
    for (Members member : next) {
      int quote = at + member.name.length;
      if (quote < end
          && b[quote] == '"'
          && Arrays.equals(member.name, 0, member.name.length, b, at, quote)) {
        latest = member;
        return member;
      }
    }
    return null;
  }

  /// With a decoded name, if it came next some time.
  @Nullable Members next(byte[] text, int from, int to, long itsHash) {
    for (Members member : next) {
      if (member.hash == itsHash
          && Arrays.equals(member.name, 0, member.name.length, text, from, to)) {
        latest = member;
        return member;
      }
    }
    return null;
  }

  /// Whether one more name, which the object does not have, can be kept.
  boolean hasRoom(int mostMembers) {
    boolean room =
        next.length < MOST_NEXT
            && size < Math.min(MOST_NAMES, mostMembers)
            && tree.nodes < MOST_NODES;
    tree.refused += room ? 0 : 1;
    return room;
  }

  /// With one more name, which has no escapes.
  Members add(byte[] text, int from, int to, long itsHash, SeenNames.Name seen) {
    byte[] added = Arrays.copyOfRange(text, from, to);
    Members member =
        new Members(tree, this, size + 1, itsHash, added, seen.normal().copy(), seen.rule());
    next = Arrays.copyOf(next, next.length + 1);
    next[next.length - 1] = member;
    latest = member;
    tree.nodes++;
    return member;
  }

  /// Whether the object has a name of that hash.
  boolean has(long wanted) {
    for (Members member = this; member.before != null; member = member.before) {
      if (member.hash == wanted) {
        return true;
      }
    }
    return false;
  }

  /// Gives the hashes of all names to a set.
  void addTo(KeySet names) {
    for (Members member = this; member.before != null; member = member.before) {
      names.add(member.hash);
    }
  }

  /// Keeps what stood between the value before and the value of the last name: a comma, spaces, the
  /// name in quotes, spaces, a colon and spaces, all found to be right.
  void keepLayout(byte[] b, int from, int to) {
    if (to - from > LONGEST_LAYOUT || layouts == MOST_LAYOUTS) {
      return;
    }
    layouts++;
    layout = Arrays.copyOfRange(b, from, Math.max(to, from + Long.BYTES));
    length = to - from;
    firstMask = length < Long.BYTES ? -1L >>> Long.SIZE - Byte.SIZE * length : -1L;
    first = ByteScan.word(layout, 0) & firstMask;
    lastAt = layout.length - Long.BYTES;
    lastMask = lastAt == 0 ? 0 : -1L;
    last = ByteScan.word(layout, lastAt) & lastMask;
  }

  /// Where the value of the last name begins, where the same stands at `at` again; else -1. There
  /// is room for the longest layout behind `at`.
  int valueAfter(byte[] b, int at, int end) {
    int behind = at + lastAt;
    if (behind > end
        || (((ByteScan.word(b, at) ^ first) & firstMask)
                | ((ByteScan.word(b, behind) ^ last) & lastMask))
            != 0) {
      return -1;
    }
    for (int i = Long.BYTES; i < lastAt; i += Long.BYTES) {
      if (ByteScan.word(b, at + i) != ByteScan.word(layout, i)) {
        return -1;
      }
    }
    return at + length;
  }
}
