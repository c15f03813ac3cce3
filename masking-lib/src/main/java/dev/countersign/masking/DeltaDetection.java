package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.util.Arrays;

/// The detectors over a text that comes in pieces.
///
/// What they decide they look at again, as [TextMasker] does: text that does not settle is hidden
/// whole. The last bytes of what is decided, masked, stay as context.
final class DeltaDetection {

  private static final int MAX_LOOKS = 4;
  private static final int CONTEXT = 128;
  private static final int CONTEXT_ESCAPED = 1280;
  private static final byte[] NOTHING = {};

  private final MaskingPass pass;
  private final DeltaBytes text;
  private final OpenText open;
  private final Hits hits = new Hits();
  private final Hits again = new Hits();
  private final KeyFooter footer = new KeyFooter();
  private Rebuilt masked = new Rebuilt();
  private Rebuilt looked = new Rebuilt();
  private byte[] context = NOTHING;
  private int start;
  private boolean vanished;
  private int lastRule = CompiledRules.NONE;
  private int openRule = CompiledRules.NONE;

  /// @param layer how many layers of JSON lie around the text
  /// @param member the name it stands under
  DeltaDetection(MaskingPass pass, DeltaBytes text, int layer, MemberName member) {
    this.pass = pass;
    this.text = text;
    this.open = new OpenText(pass, layer, member);
  }

  /// Where what is not decided begins, behind the context.
  int start() {
    return start;
  }

  boolean isDecided() {
    return start == text.length();
  }

  /// Whether what was hidden of the open rest ends with its word.
  boolean endsWithWord() {
    return open.endsWithWord();
  }

  /// Decides what can be decided; true where a private key has begun that goes on.
  ///
  /// @param last whether the text is at its end
  boolean judge(boolean last) throws IOException {
    int length = text.length();
    int safe = last ? length : openFrom(length);
    if (safe <= start) {
      return false;
    }
    hits.clear();
    boolean key = open.find(text.bytes(), start, length, hits) && !last;
    int begin = key ? hits.start(hits.size() - 1) : 0;
    key = key && begin <= safe && hits.end(hits.size() - 1) == length;
    if (key) {
      footer.begin(text.bytes(), begin, length);
    }
    int end = key ? length : before(safe);
    if (end > start) {
      decide(end);
    }
    return key;
  }

  /// Before what is open in the text as it came, and as it was masked so far.
  private int openFrom(int length) {
    int first = open.openFrom(text.bytes(), length);
    if (isChanged()) {
      masked.begin(context, 0, context.length);
      masked.replace(context.length, context.length, rest(start), CompiledRules.NONE);
      int shift = start - context.length;
      first = Math.min(first, open.openFrom(masked.bytes(), length - shift) + shift);
    }
    openRule = open.rule();
    return first;
  }

  /// Whether something before what is not decided was hidden.
  private boolean isChanged() {
    return !Arrays.equals(context, 0, context.length, text.bytes(), 0, start);
  }

  private byte[] rest(int from) {
    return Arrays.copyOfRange(text.bytes(), from, text.length());
  }

  /// Before the hits that go over that place, and the words they hang on; they are open with what
  /// follows.
  private int before(int place) {
    int before = place;
    for (int i = hits.size() - 1; i >= 0; i--) {
      if (hits.start(i) < before && hits.end(i) > before) {
        openRule = hits.rule(i);
        before = pass.detection().wordStart(text.bytes(), 0, hits.start(i));
      }
    }
    return Math.max(start, before);
  }

  /// Changes what stands before `end` as the hits say.
  private void decide(int end) throws IOException {
    int within = 0;
    while (within < hits.size() && hits.end(within) <= end) {
      within++;
    }
    hits.cut(within);
    if (hits.isEmpty() && !isChanged() && !isBare()) {
      passOver(end, text.bytes(), end);
      return;
    }
    int before = context.length;
    masked.begin(context, 0, before);
    for (int i = 0, done = start; i <= hits.size(); i++) {
      int next = i < hits.size() ? hits.start(i) : end;
      byte[] kept = Arrays.copyOfRange(text.bytes(), done, next);
      masked.replace(before, before, kept, CompiledRules.NONE);
      if (i < hits.size()) {
        masked.replace(before, before, hits.text(i), CompiledRules.NONE);
        lastRule = hits.rule(i);
        vanished |= hits.text(i).length == 0;
        done = hits.end(i);
      }
    }
    masked.end();
    boolean settled = settle(rest(end));
    if (isBare() && readsAsJson(before)) {
      masked.begin(context, 0, before);
      masked.end();
      settled = false;
    }
    if (settled) {
      for (int i = 0; i < hits.size(); i++) {
        pass.tally().hole(hits.rule(i));
        text.replace(hits.start(i), hits.end(i), hits.text(i), hits.rule(i));
      }
    } else {
      byte[] left = Arrays.copyOfRange(masked.bytes(), before, masked.length());
      pass.tally().hole(lastRule);
      text.replace(start, end, left, lastRule);
    }
    passOver(end, masked.bytes(), masked.length());
  }

  /// Whether what stood at the begin of the text has vanished and nothing is left of it but spaces.
  private boolean isBare() {
    return vanished && firstOf(context, 0, context.length) == context.length;
  }

  /// Whether the text would now begin as JSON, which it did not.
  private boolean readsAsJson(int from) {
    int first = firstOf(masked.bytes(), from, masked.length());
    return first < masked.length() && "{[\"".indexOf(masked.bytes()[first]) >= 0;
  }

  private static int firstOf(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] >= 0 && b[i] <= ' ') {
      i++;
    }
    return i;
  }

  /// Looks at the masked text again, until nothing more is found; true where that is so at once.
  ///
  /// @param rest what follows it and is not decided
  private boolean settle(byte[] rest) throws IOException {
    int before = context.length;
    for (int look = 0; look < MAX_LOOKS; look++) {
      int length = masked.length();
      byte[] all = Arrays.copyOf(masked.bytes(), length + rest.length);
      System.arraycopy(rest, 0, all, length, rest.length);
      again.clear();
      open.find(all, before, all.length, again);
      if (again.isEmpty() || again.start(0) >= length) {
        return look == 0;
      }
      looked.begin(masked.bytes(), 0, length);
      for (int i = 0; i < again.size() && again.start(i) < length; i++) {
        lastRule = again.rule(i);
        vanished |= again.text(i).length == 0;
        looked.replace(again.start(i), Math.min(again.end(i), length), again.text(i), lastRule);
      }
      looked.end();
      Rebuilt next = looked;
      looked = masked;
      masked = next;
    }
    byte[] whole = pass.detection().replacementOf(lastRule);
    byte[] hidden = Arrays.copyOf(context, before + whole.length);
    System.arraycopy(whole, 0, hidden, before, whole.length);
    masked.begin(hidden);
    return false;
  }

  /// Goes on behind `end`.
  ///
  /// @param decided what stands before there now
  private void passOver(int end, byte[] decided, int length) {
    context = Arrays.copyOfRange(decided, contextOf(decided, length), length);
    int from = contextOf(text.bytes(), end);
    text.drop(from);
    start = end - from;
  }

  /// Where the context before a place begins; of escapes it takes more for as many characters.
  private static int contextOf(byte[] b, int end) {
    int far = Math.max(0, end - CONTEXT_ESCAPED);
    boolean escaped =
        ByteScan.indexOf(b, '&', far, end) < end || ByteScan.indexOf(b, '%', far, end) < end;
    return escaped ? far : Math.max(0, end - CONTEXT);
  }

  /// Hides all that is not decided, and answers by which rule.
  int hideRest() {
    byte[] put = pass.detection().replacementOf(openRule);
    pass.tally().hole(openRule);
    text.replace(start, text.length(), put, openRule);
    byte[] hidden = Arrays.copyOf(context, context.length + put.length);
    System.arraycopy(put, 0, hidden, context.length, put.length);
    passOver(text.length(), hidden, hidden.length);
    return openRule;
  }

  /// Takes what belongs to a private key away; whether it goes on.
  boolean hideKey(int rule) {
    int end = footer.end(text.bytes(), start, text.length());
    hide(end < 0 ? text.length() : end, rule);
    return end < 0;
  }

  /// Takes what belongs to a hidden word away; whether it goes on.
  boolean hideWord(int rule) {
    int i = start;
    while (i < text.length() && !(text.bytes()[i] >= 0 && text.bytes()[i] <= ' ')) {
      i++;
    }
    boolean goesOn = i == text.length();
    hide(i, rule);
    return goesOn;
  }

  /// Takes all away.
  void hideAll(int rule) {
    hide(text.length(), rule);
  }

  private void hide(int end, int rule) {
    text.replace(start, end, NOTHING, rule);
    passOver(end, context, context.length);
  }
}
