package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import java.io.IOException;

/// Masks server-sent events (WHATWG HTML §9.2) one by one; the framing stays.
///
/// The data lines of an event are one text; other fields and comments are text line by line. What
/// follows the last blank line is treated as an event, though clients drop it.
final class SseEngine extends Engine {

  private static final byte[] COMMENT = {':'};

  private final MaskingPass pass;
  private final Hits hits = new Hits();
  private final TextMasker texts;
  private final MemberName none = new MemberName();
  private final Decoded data = new Decoded();
  private final EditList edits = new EditList();
  private int resume;
  private int seen;
  private boolean first = true;

  SseEngine(MaskingPass pass) {
    this.pass = pass;
    this.texts = new TextMasker(pass, 0);
  }

  @Override
  int scan(byte[] b, int from, int to, boolean last, Edits out) throws IOException {
    int p = from;
    while (p < to) {
      int blank = blankLine(b, p, to);
      int end = blank < 0 ? to : blank + 1;
      if (end - p > pass.limits().maxToken()) {
        return fail(Reason.TOKEN_TOO_LONG, p);
      }
      if (blank < 0 && !last) {
        return p;
      }
      resume = 0;
      seen = 0;
      if (!Utf8.isValid(b, p, end)) {
        return fail(Reason.INVALID_UTF8, p);
      }
      event(b, p, end, out);
      p = end;
    }
    return p;
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

  private void event(byte[] b, int from, int to, Edits out) throws IOException {
    data.clear();
    edits.clear();
    int lines = 0;
    int line = from + (first ? mark(b, from, to) : 0);
    first = false;
    while (line < to) {
      int end = lineEnd(b, line, to);
      int value = dataStart(b, line, end);
      if (value < 0) {
        other(b, line, end);
      } else {
        if (lines++ > 0) {
          data.add('\n', data.origin(data.length()));
        }
        for (int i = value; i < end; i++) {
          data.add(b[i], i);
        }
        data.end(end);
      }
      line = nextLine(b, end, to);
    }
    if (lines > 0) {
      texts.mask(data.bytes(), 0, data.length(), none, this::replaceData);
    }
    edits.drainTo(out);
  }

  /// Another field, or a comment; where its beginning vanishes nothing is left but a comment, for
  /// the rest could be a field of its own, or the end of the event.
  private void other(byte[] b, int line, int end) throws IOException {
    if (!pass.rules().drops()) {
      texts.mask(b, line, end, none, edits);
      return;
    }
    hits.clear();
    texts.mask(b, line, end, none, hits);
    if (hits.beginsAt(line)) {
      edits.replace(line, end, COMMENT, hits.rule(0));
    } else {
      hits.giveTo(edits);
    }
  }

  private void replaceData(int start, int end, byte[] text, int rule) {
    int from = start;
    // the lines of what vanishes stay, for their ends are the framing's
    while (text.length == 0 && from < end) {
      int line = ByteScan.indexOf(data.bytes(), '\n', from, end);
      if (line > from) {
        replaceSource(from, line, text, rule);
      }
      from = line + 1;
    }
    if (text.length > 0) {
      replaceSource(start, end, text, rule);
    }
  }

  private void replaceSource(int start, int end, byte[] text, int rule) {
    int from = data.origin(start);
    edits.replace(from, end == 0 ? data.origin(0) : data.origin(end - 1) + 1, text, rule);
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
