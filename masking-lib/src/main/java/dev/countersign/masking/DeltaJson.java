package dev.countersign.masking;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Masks a text that comes in pieces as JSON, as far as it is JSON.
///
/// The engine takes what is complete. A string that is not waits; one that has become longer than
/// [#WAITS] is taken out of the engine's hands: its content is a text of its own, or goes as it
/// comes where a rule hides it.
final class DeltaJson {

  private static final int WAITS = 256;
  private static final byte[] NOTHING = {};

  private final MaskingPass pass;
  private final HeldEvents held;
  private final DeltaBytes text;
  private final int layer;
  private final int strings;
  private final Decoded escape = new Decoded();
  private @Nullable JsonEngine engine;
  private @Nullable DeltaText content;
  private byte @Nullable [] hidden;
  private int hiddenBy = CompiledRules.NONE;
  private boolean afterBackslash;

  DeltaJson(MaskingPass pass, HeldEvents held, DeltaBytes text, int layer, int strings) {
    this.pass = pass;
    this.held = held;
    this.text = text;
    this.layer = layer;
    this.strings = strings;
  }

  /// Takes what is complete; false where the rest is no JSON.
  boolean read(boolean last) throws IOException {
    JsonEngine json = engine();
    while (true) {
      if (isInString() && !readString(last)) {
        return true;
      }
      int end = json.scan(text.bytes(), 0, text.length(), last, text::replace);
      boolean failed = json.failure() != null;
      text.drop(failed ? restFrom(json.failedAt()) : end);
      if (failed || last || !isAtString(json) || text.length() <= WAITS) {
        return !failed;
      }
      beginString(json);
    }
  }

  /// A bracket right before what is no JSON is the text's: it may begin what was put in the place
  /// of a hit.
  private int restFrom(int failedAt) {
    return failedAt > 0 && text.bytes()[failedAt - 1] == '[' ? failedAt - 1 : failedAt;
  }

  private JsonEngine engine() {
    JsonEngine begun = engine;
    if (begun == null) {
      begun = JsonEngine.embedded(pass, layer + 1);
      begun.beginEmbedded();
      engine = begun;
    }
    return begun;
  }

  /// Whether it is at its end.
  boolean isComplete() {
    return text.length() == 0 && !isInString() && engine().isDone();
  }

  /// Where in the body the first byte lies that is not decided, or [DeltaText#NOWHERE].
  long undecided() {
    long inside = content == null ? DeltaText.NOWHERE : content.undecided();
    return text.length() == 0 ? inside : Math.min(inside, text.origin(0));
  }

  /// Hides what waits, if it is in a string; else what waits is no JSON any more: false.
  boolean hide() throws IOException {
    if (!isInString() && text.length() > 0 && isAtString(engine())) {
      beginString(engine());
      readString(false);
    }
    if (content != null && content.undecided() != DeltaText.NOWHERE) {
      content.hide();
    }
    return isInString() && undecided() == DeltaText.NOWHERE;
  }

  private boolean isAtString(JsonEngine json) {
    return text.length() > 0 && text.bytes()[0] == '"' && json.awaitsValue();
  }

  private boolean isInString() {
    return content != null || hidden != null;
  }

  private void beginString(JsonEngine json) throws IOException {
    json.takeUnknown((_, _, put, rule) -> {
      hidden = put;
      hiddenBy = rule;
    });
    byte[] put = hidden;
    if (put == null) {
      content = new DeltaText(pass, held, layer + 1, strings + 1, json.member().copy());
      text.drop(1);
    } else {
      afterBackslash = false;
      int end = stringEnd(1);
      text.replace(0, end, put, hiddenBy);
      text.drop(end);
    }
  }

  /// Reads on in a string; true where it is at its end.
  private boolean readString(boolean last) throws IOException {
    DeltaText open = content;
    return open == null ? readHidden() : readContent(open, last);
  }

  private boolean readHidden() {
    int end = stringEnd(0);
    text.replace(0, end, NOTHING, hiddenBy);
    text.drop(end);
    return hidden == null;
  }

  /// The end of a hidden string, or of the text; forgets that one is hidden where it has ended.
  private int stringEnd(int from) {
    for (int i = from; i < text.length(); i++) {
      byte b = text.bytes()[i];
      if (b == '"' && !afterBackslash) {
        hidden = null;
        return i + 1;
      }
      afterBackslash = b == '\\' && !afterBackslash;
    }
    return text.length();
  }

  private boolean readContent(DeltaText open, boolean last) throws IOException {
    int i = 0;
    while (i < text.length() && text.bytes()[i] != '"') {
      int length = text.bytes()[i] == '\\' ? escapeLength(i, last) : 1;
      if (length == 0) {
        break;
      }
      character(open, i, length);
      i += length;
    }
    boolean ended = i < text.length() && text.bytes()[i] == '"';
    if (i > 0 && !text.isPieceEnd(i)) {
      open.endPiece(text.origin(i));
    }
    text.drop(ended ? i + 1 : i);
    if (ended || last) {
      open.close();
      content = null;
    } else {
      open.judge();
    }
    return ended;
  }

  /// The length of the escape at `i`; 0 where it is not complete.
  private int escapeLength(int i, boolean last) {
    int left = text.length() - i;
    boolean unicode = left > 1 && text.bytes()[i + 1] == 'u';
    int length = !unicode ? 2 : isHighSurrogate(i) && !isAlone(i) ? 12 : 6;
    return left >= length ? length : last ? left : 0;
  }

  private boolean isHighSurrogate(int i) {
    byte[] b = text.bytes();
    return text.length() - i >= 6
        && (b[i + 2] | 0x20) == 'd'
        && (b[i + 3] == '8'
            || b[i + 3] == '9'
            || (b[i + 3] | 0x20) == 'a'
            || (b[i + 3] | 0x20) == 'b');
  }

  /// Whether no second escape follows, of which the low surrogate could be.
  private boolean isAlone(int i) {
    byte[] b = text.bytes();
    int left = text.length() - i;
    return (left > 6 && b[i + 6] != '\\') || (left > 7 && b[i + 7] != 'u');
  }

  /// Gives one character to the content, and the ends of pieces in and behind it.
  private void character(DeltaText open, int at, int length) {
    if (length > 1 && escape.unescape(text.bytes(), at, at + length)) {
      for (int i = 0; i < escape.length(); i++) {
        open.add(escape.bytes()[i], text.origin(at));
      }
      endPieces(open, at, at + length);
    } else {
      for (int i = at; i < at + length; i++) {
        open.add(text.bytes()[i], text.origin(i));
        endPieces(open, i, i + 1);
      }
    }
  }

  private void endPieces(DeltaText open, int from, int to) {
    for (int i = from + 1; i <= to; i++) {
      if (text.isPieceEnd(i)) {
        open.endPiece(text.sourceEnd(i));
        if (i < to) {
          open.beginInside(text.origin(i), text.sourceEnd(nextEnd(i, to)));
        }
      }
    }
  }

  private int nextEnd(int from, int to) {
    int i = from + 1;
    while (i < to && !text.isPieceEnd(i)) {
      i++;
    }
    return i;
  }
}
