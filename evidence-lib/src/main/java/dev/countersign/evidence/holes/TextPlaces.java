package dev.countersign.evidence.holes;

/// Names holes in a text: by their path where the text is JSON, else by the bytes of the text,
/// which are counted without its escapes.
final class TextPlaces {
  /// How many layers of JSON inside of strings are looked through.
  static final int MAX_LAYERS = 4;

  private TextPlaces() {}

  /// Names all holes that end at `end` of a body or before, in the text that lies there.
  ///
  /// @param layer how many layers of JSON already lie around the text
  static void name(Marks body, DecodedText text, int end, String path, int layer) {
    Marks marks = body.inside(text, end, path);
    while (!marks.isDone() && marks.start() == 0 && marks.end() == text.length()) {
      marks.name("", "");
    }
    json(marks, text, layer);
    while (!marks.isDone()) {
      marks.name("", part(marks.start(), marks.end(), text.length()));
    }
  }

  /// Names holes in a text as far as it is JSON.
  static void json(Marks marks, DecodedText text, int layer) {
    int first =
        Bytes.spacesEnd(text.bytes(), Bytes.markEnd(text.bytes(), 0, text.length()), text.length());
    boolean begins = first < text.length() && "{[\"".indexOf(text.bytes()[first]) >= 0;
    if (begins && layer < MAX_LAYERS && !marks.isDone()) {
      new JsonPlaces(text.bytes(), text.length(), marks, layer + 1).read(first);
    }
  }

  private static String part(int start, int end, int length) {
    if (start == 0 && end == length) {
      return "";
    }
    return start == end ? "at byte " + start : "bytes " + start + " to " + end;
  }
}
