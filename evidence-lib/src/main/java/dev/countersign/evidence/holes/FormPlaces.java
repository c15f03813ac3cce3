package dev.countersign.evidence.holes;

/// Names holes in a form or query: by the number of the field, from 1, and its name.
final class FormPlaces {
  private static final int MAX_NAME = 128;

  private final byte[] b;
  private final Marks marks;

  FormPlaces(byte[] b, Marks marks) {
    this.b = b;
    this.marks = marks;
  }

  void read() {
    int from = 0;
    int number = 0;
    while (!marks.isDone() && from <= b.length) {
      number++;
      int end = Bytes.indexOf(b, '&', from, b.length);
      if (marks.beginsBefore(end + 1)) {
        field(from, end, number);
      }
      from = end + 1;
    }
  }

  private void field(int from, int to, int number) {
    int equals = Bytes.indexOf(b, '=', from, to);
    String name = DecodedText.form(b, from, equals).shown(MAX_NAME);
    String path = "field " + number + " '" + JsonTrail.quoted(name) + "'";
    while (marks.beginsBefore(equals)) {
      marks.name(path, "name");
    }
    if (equals < to && marks.beginsBefore(to + 1)) {
      TextPlaces.name(marks, DecodedText.form(b, equals + 1, to), to, path, 0);
    }
    while (marks.beginsBefore(to + 1)) {
      marks.name(path, marks.start() == marks.end() ? Marks.GONE : "");
    }
  }
}
