package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import java.io.IOException;

/// One text that comes in pieces: judges it as a whole, and tells from where on it is not decided.
///
/// A text that begins as JSON is masked as JSON as far as it is, the rest by the detectors, as
/// [TextMasker] does with texts that are whole. What is put in the place of a hit that is not yet
/// at its end, or of what was held too long, goes on over the pieces that follow.
final class DeltaText {

  /// Behind every place of the body.
  static final long NOWHERE = Long.MAX_VALUE;

  private enum State {
    BEFORE,
    JSON,
    TEXT,
    INSIDE_KEY,
    HIDING_WORD,
    HIDING_ALL
  }

  private final MaskingPass pass;
  private final int layer;
  private final DeltaBytes text;
  private final DeltaDetection detection;
  private final DeltaJson json;
  private State state = State.BEFORE;
  private int rule = CompiledRules.NONE;

  /// @param held takes the changes
  /// @param layer how many layers of JSON lie around the text
  /// @param strings in how many JSON strings, one inside of the other, its bytes stand
  /// @param member the name it stands under
  DeltaText(MaskingPass pass, HeldEvents held, int layer, int strings, MemberName member) {
    this.pass = pass;
    this.layer = layer;
    this.text = new DeltaBytes(pass.rules(), held, strings);
    this.detection = new DeltaDetection(pass, text, layer, member);
    this.json = new DeltaJson(pass, held, text, layer, strings);
  }

  /// Adds a byte of the next piece.
  void add(int b, long origin) {
    text.add(b, origin);
  }

  /// Ends the piece, of which the source ends there.
  void endPiece(long sourceEnd) {
    text.endPiece(sourceEnd);
  }

  /// Says that the next piece begins with the rest of what the last byte came from.
  void beginInside(long from, long to) {
    text.beginInside(from, to);
  }

  /// Decides what can be decided.
  void judge() throws IOException {
    judge(false);
  }

  /// Ends the text: decides all that is left.
  void close() throws IOException {
    judge(true);
  }

  /// Hides what is not decided, from its beginning on, to the end of the word.
  void hide() throws IOException {
    if (state == State.JSON) {
      if (json.hide()) {
        return;
      }
      state = State.TEXT;
      judge();
    }
    if (state == State.TEXT && !detection.isDecided()) {
      rule = detection.hideRest();
      state = detection.endsWithWord() ? State.HIDING_WORD : State.HIDING_ALL;
    }
  }

  /// Where in the body the first byte lies that is not decided, or [#NOWHERE].
  long undecided() {
    return switch (state) {
      case JSON -> json.undecided();
      case TEXT -> detection.isDecided() ? NOWHERE : text.origin(detection.start());
      default -> NOWHERE;
    };
  }

  /// Whether it is JSON that is at its end.
  boolean isComplete() {
    return state == State.JSON && json.isComplete();
  }

  /// Whether nothing would be lost with what is known of it but the words before.
  boolean isIdle() {
    return undecided() == NOWHERE && (state == State.BEFORE || state == State.TEXT);
  }

  private void judge(boolean last) throws IOException {
    if (state == State.INSIDE_KEY || state == State.HIDING_WORD || state == State.HIDING_ALL) {
      hideMore();
    }
    if (state == State.BEFORE) {
      begin();
    }
    if (state == State.JSON && !json.read(last)) {
      state = State.TEXT;
    }
    if (state == State.TEXT && detection.judge(last)) {
      rule = pass.rules().detectors().getOrDefault(Detector.PEM, CompiledRules.NONE);
      state = State.INSIDE_KEY;
    }
  }

  private void begin() {
    int i = 0;
    while (i < text.length() && isSpace(text.bytes()[i])) {
      i++;
    }
    if (i == text.length()) {
      text.drop(i);
      return;
    }
    byte first = text.bytes()[i];
    boolean embeds = layer < pass.limits().maxEmbedding() && pass.rules().size() > 0;
    state = embeds && (first == '{' || first == '[' || first == '"') ? State.JSON : State.TEXT;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  /// Takes away what belongs to what was hidden before.
  private void hideMore() {
    boolean goesOn =
        switch (state) {
          case INSIDE_KEY -> detection.hideKey(rule);
          case HIDING_WORD -> detection.hideWord(rule);
          default -> {
            detection.hideAll(rule);
            yield true;
          }
        };
    state = goesOn ? state : State.TEXT;
  }
}
