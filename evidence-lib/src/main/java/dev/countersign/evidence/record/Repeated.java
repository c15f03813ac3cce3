package dev.countersign.evidence.record;

import org.jspecify.annotations.Nullable;

/// Reads a member that says the same in many records, and need not read the same text twice.
///
/// A text that stands here again, byte for byte, means what it meant before. It keeps the last one
/// of each of 64 groups, told apart by how they begin; long ones are not kept. Thread-safe: threads
/// at worst do not see what others have read.
final class Repeated implements MemberReader {
  private static final int KEPT = 64;
  private static final int LONGEST = 256;

  private record Known(byte[] text, Object value) {}

  private final @Nullable Known[] known = new Known[KEPT];
  private final MemberReader reader;

  /// @param reader of values that cannot change and whose text tells by itself where it ends
  Repeated(MemberReader reader) {
    this.reader = reader;
  }

  @Override
  public @Nullable Object read(PlainJson json) {
    int group = json.beginning() & KEPT - 1;
    Known last = known[group];
    if (last != null && json.take(last.text())) {
      return last.value();
    }
    int begin = json.position();
    Object value = reader.read(json);
    if (value != null && json.position() - begin <= LONGEST) {
      known[group] = new Known(json.since(begin), value);
    }
    return value;
  }
}
