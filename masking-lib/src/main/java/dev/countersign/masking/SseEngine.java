package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.util.Arrays;

/// Masks server-sent events (WHATWG HTML §9.2); the framing stays.
///
/// The data lines of an event are one text; other fields and comments are text line by line. What
/// follows the last blank line is treated as an event, though clients drop it. An event waits while
/// what it has of a text in deltas could be the beginning of a hit; nothing overtakes it.
final class SseEngine extends Engine {

  private static final byte[] COMMENT = {':'};
  private static final byte[] EVENT = "event:".getBytes(UTF_8);
  private static final byte[] MESSAGE = "event: message".getBytes(UTF_8);

  private final MaskingPass pass;
  private final Hits hits = new Hits();
  private final TextMasker texts;
  private final MemberName none = new MemberName();
  private final HeldEvents held = new HeldEvents();
  private final SseData data;
  private int resume;
  private int seen;
  private boolean first = true;
  private boolean named;

  SseEngine(MaskingPass pass, StreamDeltas deltas) {
    this.pass = pass;
    this.texts = new TextMasker(pass, 0);
    this.data = new SseData(pass, deltas, held);
  }

  @Override
  int scan(byte[] b, int from, int to, boolean last, Edits out) throws IOException {
    long base = held.start() - from;
    int p = (int) (held.end() - base);
    while (p < to) {
      int blank = blankLine(b, p, to);
      int end = blank < 0 ? to : blank + 1;
      if (end - p > pass.limits().maxToken()) {
        return fail(Reason.TOKEN_TOO_LONG, p);
      }
      if (blank < 0 && !last) {
        break;
      }
      resume = 0;
      seen = 0;
      if (!Utf8.isValid(b, p, end)) {
        return fail(Reason.INVALID_UTF8, p);
      }
      event(b, p, end, base);
      if (data.hasTooManyTexts()) {
        return fail(Reason.TOO_MANY_TEXTS, p);
      }
      p = end;
    }
    if (last) {
      data.end();
    }
    held.release(data.undecided());
    held.drainTo(out, base);
    return (int) (held.start() - base);
  }

  /// The blank line that ends the event at `p`, or -1; the `\n` of a `\r\n` there is the next
  /// event.
  private int blankLine(byte[] b, int p, int to) {
    int line = p + resume;
    int end = lineEnd(b, p + seen, to);
    while (end < to && end > line && nextLine(b, end, to) < to) {
      line = nextLine(b, end, to);
      end = lineEnd(b, line, to);
    }
    resume = line - p;
    seen = end - p;
    return end < to && end == line ? end : -1;
  }

  private void event(byte[] b, int from, int to, long base) throws IOException {
    data.begin();
    named = false;
    int line = from + (first ? mark(b, from, to) : 0);
    first = false;
    while (line < to) {
      int end = lineEnd(b, line, to);
      int value = dataStart(b, line, end);
      if (value < 0) {
        named |= isName(b, line, end);
        other(b, line, end, base);
      } else {
        data.line(b, value, end);
      }
      line = nextLine(b, end, to);
    }
    held.add(to - from, data.hasLines());
    data.mask(base, named);
    while (data.undecided() != DeltaText.NOWHERE && held.isTooMuch(pass.limits())) {
      held.release(data.undecided());
      if (held.isTooMuch(pass.limits())) {
        data.hideFirst();
      }
    }
  }

  /// Another field, or a comment; where its beginning vanishes nothing is left but a comment, for
  /// the rest could be a field of its own, or the end of the event.
  private void other(byte[] b, int line, int end, long base) throws IOException {
    hits.clear();
    texts.mask(b, line, end, none, hits);
    if (hits.beginsAt(line)) {
      held.replace(base + line, base + end, COMMENT, hits.rule(0));
    } else {
      hits.giveTo((s, e, put, rule) -> held.replace(base + s, base + e, put, rule));
    }
  }

  /// Whether a line gives the event a name other than the usual one.
  private static boolean isName(byte[] b, int line, int end) {
    return startsWith(b, line, end, EVENT) && !startsWith(b, line, end, MESSAGE);
  }

  private static boolean startsWith(byte[] b, int line, int end, byte[] word) {
    return end - line >= word.length
        && Arrays.equals(b, line, line + word.length, word, 0, word.length);
  }

  private static int mark(byte[] b, int from, int to) {
    boolean marked =
        to - from >= 3
            && b[from] == (byte) 0xef
            && b[from + 1] == (byte) 0xbb
            && b[from + 2] == (byte) 0xbf;
    return marked ? 3 : 0;
  }

  /// Where the value of a data line begins, or -1 where it is another line.
  private static int dataStart(byte[] b, int line, int end) {
    boolean data =
        end - line >= 4
            && b[line] == 'd'
            && b[line + 1] == 'a'
            && b[line + 2] == 't'
            && b[line + 3] == 'a';
    if (!data || (end > line + 4 && b[line + 4] != ':')) {
      return -1;
    }
    int value = Math.min(line + 5, end);
    return value < end && b[value] == ' ' ? value + 1 : value;
  }

  private static int lineEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != '\n' && b[i] != '\r') {
      i++;
    }
    return i;
  }

  private static int nextLine(byte[] b, int end, int to) {
    boolean pair = end + 1 < to && b[end] == '\r' && b[end + 1] == '\n';
    return end + (pair ? 2 : 1);
  }
}
