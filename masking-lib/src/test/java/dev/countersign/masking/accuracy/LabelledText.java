package dev.countersign.masking.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// A text of which people or programs have said what in it is sensitive.
record LabelledText(String text, List<Label> labels) {

  private static final int CONTEXT = 40;

  /// A place in the text, in bytes of UTF-8, and the detector that should find it.
  record Label(String detector, int start, int end) {

    boolean overlaps(int from, int to) {
      return start < to && from < end;
    }
  }

  /// What stands at a place.
  String at(int start, int end) {
    byte[] bytes = text.getBytes(UTF_8);
    return new String(bytes, start, end - start, UTF_8);
  }

  /// The same on one line, marked, with some of the text before and after it.
  String around(int start, int end) {
    int length = text.getBytes(UTF_8).length;
    String before = at(Math.max(0, start - CONTEXT), start);
    String after = at(end, Math.min(length, end + CONTEXT));
    return (before + ">>" + at(start, end) + "<<" + after).replaceAll("\\s+", " ");
  }

  /// A label whose place is counted in code points.
  static Label label(String text, String detector, int start, int end) {
    return new Label(detector, bytes(text, start), bytes(text, end));
  }

  private static int bytes(String text, int points) {
    return text.substring(0, text.offsetByCodePoints(0, points)).getBytes(UTF_8).length;
  }
}
