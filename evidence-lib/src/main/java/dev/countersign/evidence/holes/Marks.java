package dev.countersign.evidence.holes;

import java.util.Arrays;

/// The holes that have no name yet, in order; readers go over a body and name them as they pass.
final class Marks {
  /// What is said of a hole that stands for something that is no longer there.
  static final String GONE = "gone";

  private static final String INTO = " > ";

  private final HolePaths.Sink sink;
  private int[] holes;
  private int[] starts;
  private int[] ends;
  private int size;
  private final String prefix;
  private int next;

  private Marks(HolePaths.Sink sink, int[] holes, int[] starts, int[] ends, String prefix) {
    this.sink = sink;
    this.holes = holes;
    this.starts = starts;
    this.ends = ends;
    this.size = holes.length;
    this.prefix = prefix;
  }

  static Marks of(HoleSpans spans, int length, HolePaths.Sink sink) {
    int[] holes = new int[spans.size()];
    int[] starts = new int[holes.length];
    int[] ends = new int[holes.length];
    int done = 0;
    for (int i = 0; i < holes.length; i++) {
      long start = spans.start(i);
      long end = spans.end(i);
      if (start < done || end < start || end > length) {
        throw new IllegalArgumentException(
            "hole %d: %d to %d (expected: within %d to %d)".formatted(i, start, end, done, length));
      }
      holes[i] = i;
      starts[i] = (int) start;
      ends[i] = (int) end;
      done = ends[i];
    }
    return new Marks(sink, holes, starts, ends, "");
  }

  static Marks none() {
    return new Marks((_, _) -> {}, new int[0], new int[0], new int[0], "");
  }

  boolean isDone() {
    return next == size;
  }

  int start() {
    return starts[next];
  }

  int end() {
    return ends[next];
  }

  /// Whether the next hole begins before `at`.
  boolean beginsBefore(int at) {
    return next < size && starts[next] < at;
  }

  /// Whether the next hole ends at `at` or before.
  boolean endsBy(int at) {
    return next < size && ends[next] <= at;
  }

  /// Whether the next hole lies before what begins at `at`.
  boolean liesBefore(int at) {
    return next < size && (starts[next] < at || ends[next] <= at);
  }

  /// Names the next hole.
  void name(String path, String part) {
    sink.hole(holes[next++], new HolePath(whole(path), part));
  }

  /// Takes the holes that end at `end` or before, as they lie in a text that was decoded.
  Marks inside(DecodedText text, int end, String path) {
    int last = next;
    while (last < size && ends[last] <= end && starts[last] <= end) {
      last++;
    }
    int[] from = new int[last - next];
    int[] to = new int[from.length];
    int at = 0;
    for (int i = 0; i < from.length; i++) {
      from[i] = at = text.indexOf(starts[next + i], at);
      to[i] = at = text.indexOf(ends[next + i], at);
    }
    int[] taken = Arrays.copyOfRange(holes, next, last);
    next = last;
    return new Marks(sink, taken, from, to, whole(path));
  }

  /// Without any hole yet, in the same place.
  Marks fresh() {
    return new Marks(sink, new int[0], new int[0], new int[0], prefix);
  }

  /// Leaves the next hole to be named among others.
  void moveTo(Marks others) {
    if (others.size == others.holes.length) {
      int capacity = Math.max(16, 2 * others.size);
      others.holes = Arrays.copyOf(others.holes, capacity);
      others.starts = Arrays.copyOf(others.starts, capacity);
      others.ends = Arrays.copyOf(others.ends, capacity);
    }
    others.holes[others.size] = holes[next];
    others.starts[others.size] = starts[next];
    others.ends[others.size++] = ends[next++];
  }

  private String whole(String path) {
    return prefix.isEmpty() ? path : path.isEmpty() ? prefix : prefix + INTO + path;
  }
}
