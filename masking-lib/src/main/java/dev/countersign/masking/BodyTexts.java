package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the texts of a body that was masked: the strings of JSON that are no names of members, or
/// lines. Those without a letter are left out.
final class BodyTexts {

  private static final String BESIDE_STRINGS = "{}[]:,+-.0123456789eEtrufalsn \t\r\n";

  private final byte[] body;
  private final List<BodyText> texts = new ArrayList<>();

  private BodyTexts(byte[] body) {
    this.body = body;
  }

  /// The texts in order; null where the body is not of its kind.
  static @Nullable List<BodyText> of(MediaKind kind, byte[] body) {
    if (!Utf8.isValid(body, 0, body.length)) {
      return null;
    }
    BodyTexts read = new BodyTexts(body);
    boolean whole =
        switch (kind) {
          case JSON, NDJSON -> read.strings();
          case TEXT -> read.lines();
          default ->
              throw new IllegalArgumentException(
                  "entities: " + kind + " (expected: JSON, NDJSON or TEXT)");
        };
    return whole ? read.texts : null;
  }

  private boolean lines() {
    int line = 0;
    while (line < body.length) {
      int end = ByteScan.indexOf(body, '\n', line, body.length);
      Decoded text = new Decoded();
      for (int i = line; i < end; i++) {
        text.add(body[i], i);
      }
      text.end(end);
      add(text);
      line = end + 1;
    }
    return true;
  }

  private boolean strings() {
    int i = 0;
    while (i < body.length) {
      if (body[i] != '"') {
        if (BESIDE_STRINGS.indexOf(body[i++]) < 0) {
          return false;
        }
        continue;
      }
      int quote = closingQuote(i + 1);
      Decoded text = new Decoded();
      if (quote < 0 || !text.unescape(body, i + 1, quote)) {
        return false;
      }
      if (!isName(quote + 1)) {
        add(text);
      }
      i = quote + 1;
    }
    return true;
  }

  private int closingQuote(int from) {
    int i = from;
    while (i < body.length && body[i] != '"') {
      i += body[i] == '\\' ? 2 : 1;
    }
    return i < body.length ? i : -1;
  }

  private boolean isName(int from) {
    int i = from;
    while (i < body.length && body[i] <= ' ') {
      i++;
    }
    return i < body.length && body[i] == ':';
  }

  private void add(Decoded decoded) {
    BodyText text = BodyText.of(decoded);
    if (text.hasLetters()) {
      texts.add(text);
    }
  }
}
