package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Masks tables with a separator (RFC 4180) cell by cell. The first row names the columns; every
/// row has as many cells.
///
/// Strict: a quote inside of a bare cell, text behind a closing quote, a carriage return without
/// line feed and a row of another width fail. Rows end in either `\r\n` or `\n`. An empty cell
/// without quotes is no value and stays.
final class CsvEngine extends Engine {

  /// One column: what its name is, and which rule takes its cells.
  private record Column(MemberName name, int rule) {}

  private static final int NONE = -1;

  private final MaskingPass pass;
  private final byte separator;
  private final TextMasker texts;
  private final CsvCell cell;
  private final MemberName none = new MemberName();
  private final List<Column> columns = new ArrayList<>();
  private boolean begun;
  private boolean named;
  private boolean behindSeparator;
  private int column;
  private int resume;

  CsvEngine(MaskingPass pass, char separator) {
    this.pass = pass;
    this.separator = (byte) separator;
    this.texts = new TextMasker(pass, 0);
    this.cell = new CsvCell(this.separator);
  }

  @Override
  int scan(byte[] b, int from, int to, boolean last, Edits edits) throws IOException {
    int p = from;
    if (!begun) {
      int mark = ByteOrderMark.length(b, from, to, last);
      if (mark == ByteOrderMark.UNKNOWN) {
        return from;
      }
      begun = true;
      p += mark;
    }
    while (p < to) {
      int end = cellEnd(b, p, to, last);
      int next = end == NONE ? p : take(b, p, end, to, edits);
      if (next == p) {
        return p;
      }
      p = next;
    }
    if (last && behindSeparator) {
      take(b, p, p, p, edits);
    }
    return p;
  }

  /// The end of the cell at `p`: a separator, the end of a row or of the body; [#NONE] where it is
  /// not there yet, or wrong.
  private int cellEnd(byte[] b, int p, int to, boolean last) {
    boolean quoted = b[p] == '"';
    int end = quoted ? behindQuotes(b, p, to, last) : bareEnd(b, p, to);
    if (end == NONE || Math.max(end, p) - p > pass.limits().maxToken()) {
      return end == NONE ? NONE : failed(Reason.TOKEN_TOO_LONG, p);
    }
    boolean unclear = end == to || (b[end] == '\r' && end + 1 == to);
    if (unclear && !last) {
      resume = quoted ? end - 1 - p : end - p;
      return NONE;
    }
    resume = 0;
    return end == to || isEnd(b, end, to) ? end : failed(Reason.MALFORMED, p);
  }

  private int bareEnd(byte[] b, int p, int to) {
    int i = p + resume;
    while (i < to && b[i] != separator && b[i] != '\n' && b[i] != '\r' && b[i] != '"') {
      i++;
    }
    return i;
  }

  private int behindQuotes(byte[] b, int p, int to, boolean last) {
    int i = p + Math.max(resume, 1);
    while (i < to) {
      if (b[i] != '"') {
        i++;
      } else if (i + 1 < to && b[i + 1] == '"') {
        i += 2;
      } else {
        return i + 1;
      }
    }
    resume = i - p;
    boolean tooLong = i - p > pass.limits().maxToken();
    return tooLong ? failed(Reason.TOKEN_TOO_LONG, p) : last ? failed(Reason.TRUNCATED, p) : NONE;
  }

  private boolean isEnd(byte[] b, int end, int to) {
    return b[end] == separator
        || b[end] == '\n'
        || (b[end] == '\r' && end + 1 < to && b[end + 1] == '\n');
  }

  private int failed(Reason reason, int at) {
    fail(reason, at);
    return NONE;
  }

  /// Masks a cell and goes behind it; `p` where it is wrong.
  private int take(byte[] b, int p, int end, int to, Edits edits) throws IOException {
    if (!Utf8.isValid(b, p, end)) {
      return fail(Reason.INVALID_UTF8, p);
    }
    cell.set(b, p, end, edits);
    if (!named) {
      if (columns.size() == pass.limits().maxMembers()) {
        return fail(Reason.TOO_MANY_MEMBERS, p);
      }
      name();
    } else if (column == columns.size()) {
      return fail(Reason.MALFORMED, p);
    } else if (p < end) {
      value(columns.get(column));
    }
    column++;
    behindSeparator = end < to && b[end] == separator;
    if (behindSeparator) {
      return end + 1;
    }
    if (named && column < columns.size()) {
      return fail(Reason.MALFORMED, p);
    }
    named = true;
    column = 0;
    return end == to ? to : b[end] == '\r' ? end + 2 : end + 1;
  }

  private void name() throws IOException {
    MemberName name = new MemberName();
    name.set(cell.text(), cell.from(), cell.to());
    pass.detection().tell(name);
    columns.add(new Column(name, pass.rules().ruleOfColumn(name, columns.size() + 1)));
    texts.detect(cell.text(), cell.from(), cell.to(), none, cell);
    cell.finish();
  }

  private void value(Column at) throws IOException {
    if (at.rule == CompiledRules.NONE) {
      texts.mask(cell.text(), cell.from(), cell.to(), at.name, cell);
      cell.finish();
    } else {
      cell.become(pass.replacement(at.rule).of(cell.text(), cell.from(), cell.to()), at.rule);
    }
  }
}
