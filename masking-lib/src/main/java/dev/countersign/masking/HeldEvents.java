package dev.countersign.masking;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// The events of a stream that have been read and not been passed on, and the changes to them. All
/// places are counted from the beginning of the body.
final class HeldEvents {

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Edit(long start, long end, byte[] text, int rule) {}

  private record Event(long start, boolean hasData) {}

  private final List<Edit> edits = new ArrayList<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private long start;
  private long end;
  private int dataEvents;

  /// Where the first event begins that is held.
  long start() {
    return start;
  }

  /// Where the next event begins.
  long end() {
    return end;
  }

  /// Adds the next event.
  void add(long length, boolean hasData) {
    events.add(new Event(end, hasData));
    dataEvents += hasData ? 1 : 0;
    end += length;
  }

  /// Puts `text` in the place of the bytes from `from` to `to`.
  void replace(long from, long to, byte[] text, int rule) {
    edits.add(new Edit(from, to, text, rule));
  }

  /// Lets go of the events before the one in which `undecided` lies.
  void release(long undecided) {
    while (!events.isEmpty()) {
      Event first = events.removeFirst();
      long itsEnd = events.isEmpty() ? end : events.getFirst().start;
      if (itsEnd > undecided) {
        events.addFirst(first);
        return;
      }
      dataEvents -= first.hasData ? 1 : 0;
      start = itsEnd;
    }
  }

  /// Whether more waits than may, but for the first event, of which the length is bounded anyway.
  boolean isTooMuch(MaskingLimits limits) {
    return dataEvents > limits.maxHeldEvents() || end - firstEnd() > limits.maxHeldBytes();
  }

  private long firstEnd() {
    Iterator<Event> each = events.iterator();
    long itsEnd = end;
    if (each.hasNext()) {
      each.next();
      itsEnd = each.hasNext() ? each.next().start : end;
    }
    return itsEnd;
  }

  /// Gives the changes to what was let go away, in order.
  ///
  /// @param base the place of the byte that is 0 to `out`
  void drainTo(Edits out, long base) throws IOException {
    if (edits.isEmpty()) {
      return;
    }
    edits.sort(Comparator.comparingLong(Edit::start));
    int given = 0;
    long done = -1;
    while (given < edits.size() && edits.get(given).start < start) {
      Edit edit = edits.get(given++);
      if (edit.start >= done) {
        out.replace((int) (edit.start - base), (int) (edit.end - base), edit.text, edit.rule);
        done = edit.end;
      }
    }
    edits.subList(0, given).clear();
  }
}
