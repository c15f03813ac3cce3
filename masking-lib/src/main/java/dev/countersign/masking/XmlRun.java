package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.util.Arrays;

/// Masks what stands between two tags. Its text is one, however comments and CDATA sections cut it
/// up. One object serves many runs in turn.
///
/// A comment or instruction in which something is hidden loses its content. A run with a CDATA
/// section in which something is hidden is written anew, as plain text.
final class XmlRun {

  private static final byte[] NOTHING = {};

  private final MaskingPass pass;
  private final TextMasker texts;
  private final Decoded text = new Decoded();
  private final EditList edits = new EditList();
  private final Rebuilt rebuilt = new Rebuilt();
  private int[] segmentEnds = new int[16];
  private int segments;
  private boolean sections;
  private boolean brackets;
  private boolean leavesText;
  private final boolean drops;
  private final Hits hits = new Hits();
  private int contents;
  private int[] contentOf = new int[16];
  private int hit = CompiledRules.NONE;

  XmlRun(MaskingPass pass) {
    this.pass = pass;
    this.texts = new TextMasker(pass, 0);
    this.drops = pass.rules().drops();
  }

  /// Reads a run that is complete; false where it is malformed.
  ///
  /// @param first whether it begins the body, so that it may begin with a declaration
  boolean read(byte[] b, int from, int to, boolean first) {
    text.clear();
    text.end(from);
    segments = 0;
    contents = 0;
    sections = false;
    brackets = false;
    int i = from;
    while (i < to) {
      int next =
          b[i] != '<'
              ? plain(b, i, to)
              : b[i + 1] == '?' ? instruction(b, i, first && i == from) : other(b, i);
      if (next < 0) {
        return false;
      }
      i = next;
    }
    return true;
  }

  private int plain(byte[] b, int from, int to) {
    int end = from;
    while (end < to && b[end] != '<') {
      if (b[end] == '>' && end >= from + 2 && b[end - 1] == ']' && b[end - 2] == ']') {
        return -1;
      }
      brackets |= b[end] == '>';
      end++;
    }
    return XmlText.decode(b, from, end, text) ? segment(end) : -1;
  }

  private int segment(int end) {
    if (segments == segmentEnds.length) {
      segmentEnds = Arrays.copyOf(segmentEnds, 2 * segments);
    }
    segmentEnds[segments++] = end;
    return end;
  }

  private int instruction(byte[] b, int from, boolean first) {
    int end = from + 2;
    while (b[end] != '?' || b[end + 1] != '>') {
      end++;
    }
    int target = XmlText.nameEnd(b, from + 2, end);
    boolean spaced = target == end || XmlText.isSpace(b[target]);
    boolean declares = isXml(b, from + 2, target);
    if (target == from + 2 || !spaced || (declares && !first)) {
      return -1;
    }
    if (declares) {
      return XmlDeclaration.isReadable(b, target, end) ? end + 2 : -1;
    }
    return content(b, Math.min(target + 1, end), end) ? end + 2 : -1;
  }

  private static boolean isXml(byte[] b, int from, int end) {
    return end - from == 3
        && (b[from] | 0x20) == 'x'
        && (b[from + 1] | 0x20) == 'm'
        && (b[from + 2] | 0x20) == 'l';
  }

  /// A comment or a CDATA section.
  private int other(byte[] b, int from) {
    boolean section = b[from + 2] == '[';
    int start = from + (section ? 9 : 4);
    byte mark = (byte) (section ? ']' : '-');
    int end = start;
    while (b[end] != mark || b[end + 1] != mark || b[end + 2] != '>') {
      end++;
    }
    if (section) {
      sections = true;
      return XmlText.copy(b, start, end, text) ? end + 3 : -1;
    }
    return content(b, start, end) ? end + 3 : -1;
  }

  private boolean content(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!XmlText.isAllowed(b[i])) {
        return false;
      }
    }
    if (contents == contentOf.length) {
      contentOf = Arrays.copyOf(contentOf, 2 * contents);
    }
    contentOf[contents++] = from;
    contentOf[contents++] = to;
    return true;
  }

  /// Whether its text is white space alone.
  boolean isBlank() {
    return firstOfText() == text.length();
  }

  private int firstOfText() {
    return spacesEnd(text.bytes(), text.length());
  }

  private static int spacesEnd(byte[] b, int to) {
    int i = 0;
    while (i < to && XmlText.isSpace(b[i])) {
      i++;
    }
    return i;
  }

  private int endOfText(int first) {
    int i = text.length();
    while (i > first && XmlText.isSpace(text.bytes()[i - 1])) {
      i--;
    }
    return i;
  }

  /// Hides all of the run that was read last, but white space around plain text.
  void hide(int rule, int from, int to, Edits out) throws IOException {
    int first = firstOfText();
    int end = endOfText(first);
    boolean plain = !sections && contents == 0;
    leavesText = first < end;
    if (plain && first == end) {
      return;
    }
    byte[] hidden = NOTHING;
    if (first < end) {
      hidden = XmlText.escaped(pass.replacement(rule).of(text.bytes(), first, end));
    } else {
      pass.tally().hole(rule);
    }
    if (plain) {
      out.replace(text.origin(first), text.origin(end), hidden, rule);
    } else {
      out.replace(from, to, hidden, rule);
    }
  }

  /// Masks the run that was read last with what finds by shape, under an element's name.
  void mask(byte[] b, int from, int to, MemberName element, Edits out) throws IOException {
    edits.clear();
    for (int i = 0; i < contents; i += 2) {
      hit = CompiledRules.NONE;
      texts.mask(b, contentOf[i], contentOf[i + 1], element, (_, _, _, rule) -> hit = rule);
      if (hit != CompiledRules.NONE) {
        edits.replace(contentOf[i], contentOf[i + 1], NOTHING, hit);
      }
    }
    byte[] bytes = text.bytes();
    if (!sections && !drops) {
      texts.mask(bytes, 0, text.length(), element, this::replacePlain);
      edits.drainTo(out);
      return;
    }
    hits.clear();
    texts.mask(bytes, 0, text.length(), element, hits);
    rebuilt.begin(bytes, 0, text.length());
    hits.giveTo(rebuilt);
    boolean changed = rebuilt.isChanged();
    rebuilt.end();
    leavesText = spacesEnd(rebuilt.bytes(), rebuilt.length()) < rebuilt.length();
    // where something vanishes, what stood before and behind it could become "]]>"
    if (changed && (sections || brackets)) {
      out.replace(from, to, XmlText.escaped(rebuilt.text()), rebuilt.rule());
    } else {
      hits.giveTo(this::replacePlain);
      edits.drainTo(out);
    }
  }

  /// Whether the run that was masked or hidden last has any text now.
  boolean leavesText() {
    return leavesText;
  }

  private void replacePlain(int start, int end, byte[] masked, int rule) {
    edits.replace(text.origin(start), sourceEnd(end), XmlText.escaped(masked), rule);
  }

  /// Where the source of the text before `end` ends: before a comment that follows.
  private int sourceEnd(int end) {
    if (end == 0) {
      return text.origin(0);
    }
    int after = text.origin(end - 1) + 1;
    int at = Arrays.binarySearch(segmentEnds, 0, segments, after);
    int segment = at < 0 ? -at - 1 : at;
    return segment < segments ? Math.min(segmentEnds[segment], text.origin(end)) : text.origin(end);
  }
}
