package dev.countersign.evidence.holes;

/// Names holes in lines, each of which may be a JSON text: by line, and path or column. Both count
/// from 1; columns are characters.
final class LinePlaces {
  private final byte[] b;
  private final Marks marks;

  LinePlaces(byte[] b, Marks marks) {
    this.b = b;
    this.marks = marks;
  }

  void read() {
    int line = 0;
    int number = 0;
    while (!marks.isDone() && line <= b.length) {
      number++;
      int end = Bytes.indexOf(b, '\n', line, b.length);
      if (marks.beginsBefore(end + 1)) {
        line(line, end, number);
      }
      line = end + 1;
    }
  }

  private void line(int from, int to, int number) {
    DecodedText text = DecodedText.plain(b, from, to);
    Marks inside = marks.inside(text, to, "line " + number);
    TextPlaces.json(inside, text, 0);
    int column = 1;
    int at = 0;
    while (!inside.isDone()) {
      column += characters(text.bytes(), at, inside.start());
      at = inside.start();
      inside.name("", "column " + column);
    }
    // what goes on behind the end of its line
    while (marks.beginsBefore(to + 1)) {
      marks.name("line " + number, "");
    }
  }

  private static int characters(byte[] b, int from, int to) {
    int characters = 0;
    for (int i = from; i < to; i++) {
      characters += (b[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    return characters;
  }
}
