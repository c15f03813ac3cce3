package dev.countersign.evidence.holes;

/// Names holes in server-sent events: by the number of the event, and the path in its data, or the
/// line of another field. Numbers count from 1.
final class EventPlaces {
  private final byte[] b;
  private final Marks marks;
  private int event;

  EventPlaces(byte[] b, Marks marks) {
    this.b = b;
    this.marks = marks;
  }

  void read() {
    int from = Bytes.markEnd(b, 0, b.length);
    while (!marks.isDone() && from <= b.length) {
      int end = eventEnd(from);
      if (end > from) {
        event++;
      }
      if (marks.beginsBefore(end + 1)) {
        event(from, end);
      }
      from = end == b.length ? end + 1 : Bytes.nextLine(b, end, b.length);
    }
  }

  /// The blank line behind the event, or the end.
  private int eventEnd(int from) {
    int line = from;
    int end = Bytes.lineEnd(b, line, b.length);
    while (end > line) {
      line = Bytes.nextLine(b, end, b.length);
      end = Bytes.lineEnd(b, line, b.length);
    }
    return line;
  }

  private void event(int from, int to) {
    DecodedText data = DecodedText.empty();
    Marks inData = marks.fresh();
    int number = 0;
    for (int line = from; line < to; number++) {
      int end = Bytes.lineEnd(b, line, to);
      int value = dataStart(line, end);
      if (value >= 0) {
        add(data, value, end);
        while (marks.beginsBefore(end + 1)) {
          marks.moveTo(inData);
        }
      } else if (marks.beginsBefore(end + 1)) {
        DecodedText text = DecodedText.plain(b, line, end);
        TextPlaces.name(marks, text, end, "event " + event + ", line " + (number + 1), 0);
      }
      line = Bytes.nextLine(b, end, to);
    }
    TextPlaces.name(inData, data, to, "event " + event, 0);
    // what goes on behind the end of its event
    while (!inData.isDone()) {
      inData.name("event " + event, "");
    }
    while (marks.beginsBefore(to + 1)) {
      marks.name("event " + event, "");
    }
  }

  private void add(DecodedText data, int from, int to) {
    if (data.length() > 0) {
      data.add('\n', from - 1);
    }
    data.addAll(b, from, to);
  }

  private int dataStart(int line, int end) {
    if (!Bytes.startsWith(b, line, end, "data") || (line + 4 < end && b[line + 4] != ':')) {
      return -1;
    }
    int value = Math.min(line + 5, end);
    return value < end && b[value] == ' ' ? value + 1 : value;
  }
}
