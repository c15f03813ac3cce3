package dev.countersign.evidence.holes;

import java.util.ArrayList;
import java.util.List;

/// Names holes in a table (RFC 4180): by row, counted from 1 with the row of names, and the name of
/// the column.
final class TablePlaces {
  private static final int MAX_NAME = 128;

  private final byte[] b;
  private final Marks marks;
  private final char separator;
  private final List<String> names = new ArrayList<>();
  private int row = 1;
  private int column;

  TablePlaces(byte[] b, Marks marks, char separator) {
    this.b = b;
    this.marks = marks;
    this.separator = separator;
  }

  void read() {
    int p = Bytes.markEnd(b, 0, b.length);
    while (!marks.isDone() && p <= b.length) {
      int end = cellEnd(p);
      cell(p, end);
      boolean more = end < b.length && b[end] == separator;
      row += more ? 0 : 1;
      column = more ? column + 1 : 0;
      p = more ? end + 1 : end == b.length ? end + 1 : Bytes.nextLine(b, end, b.length);
    }
  }

  private int cellEnd(int from) {
    int i = from;
    if (i < b.length && b[i] == '"') {
      i++;
      while (i < b.length && (b[i] != '"' || (i + 1 < b.length && b[i + 1] == '"'))) {
        i += b[i] == '"' ? 2 : 1;
      }
    }
    while (i < b.length && b[i] != separator && b[i] != '\n' && b[i] != '\r') {
      i++;
    }
    return Math.min(i, b.length);
  }

  private void cell(int from, int to) {
    boolean quoted = to - from >= 2 && b[from] == '"' && b[to - 1] == '"';
    int inner = quoted ? from + 1 : from;
    int innerEnd = quoted ? to - 1 : to;
    if (row == 1) {
      names.add(DecodedText.cell(b, inner, innerEnd).shown(MAX_NAME));
    }
    if (!marks.beginsBefore(to + 1)) {
      return;
    }
    String path = "row " + row + ", column " + column();
    String whole = row == 1 ? "name" : "";
    while (marks.beginsBefore(inner) || (row == 1 && marks.beginsBefore(to + 1))) {
      marks.name(path, whole);
    }
    TextPlaces.name(marks, DecodedText.cell(b, inner, innerEnd), innerEnd, path, 0);
    while (marks.beginsBefore(to + 1)) {
      marks.name(path, whole);
    }
  }

  private String column() {
    String name = column < names.size() ? names.get(column) : "";
    String number = Integer.toString(column + 1);
    return name.isEmpty() ? number : number + " '" + JsonTrail.quoted(name) + "'";
  }
}
