package dev.countersign.evidence.holes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// Names holes in XML: by the path of elements, `/order/item[2]/@ref`, or what else stands in an
/// element: `text()`, `comment()`, `processing-instruction()`.
///
/// An element's number counts those of its name in the same parent, from 1.
final class XmlPlaces {
  /// An element that is open, with how many of each name it has so far.
  private record Element(String step, Map<String, Integer> children) {}

  private final byte[] b;
  private final Marks marks;
  private final Deque<Element> open = new ArrayDeque<>();

  XmlPlaces(byte[] b, Marks marks) {
    this.b = b;
    this.marks = marks;
    open.push(new Element("", new HashMap<>()));
  }

  void read() {
    int p = Bytes.markEnd(b, 0, b.length);
    while (!marks.isDone() && p < b.length) {
      p = b[p] == '<' ? markup(p) : text(p);
    }
    while (marks.beginsBefore(b.length + 1)) {
      marks.name(path(""), Marks.GONE);
    }
  }

  private int text(int from) {
    int end = Bytes.indexOf(b, '<', from, b.length);
    if (marks.liesBefore(end)) {
      String path = path("/text()");
      if (marks.start() <= from && marks.end() == from) {
        marks.name(path(""), Marks.GONE);
      }
      int first = Bytes.spacesEnd(b, from, end);
      if (marks.beginsBefore(end) && marks.start() == first && isAllBut(marks.end(), end)) {
        marks.name(path, "");
      }
      if (marks.liesBefore(end)) {
        TextPlaces.name(marks, DecodedText.xml(b, from, end), end, path, 0);
      }
      while (marks.beginsBefore(end)) {
        marks.name(path, "");
      }
    }
    return end;
  }

  /// Whether nothing but white space stands there.
  private boolean isAllBut(int from, int to) {
    return from <= to && Bytes.spacesEnd(b, from, to) == to;
  }

  private int markup(int p) {
    while (marks.liesBefore(p)) {
      marks.name(path(""), Marks.GONE);
    }
    if (Bytes.startsWith(b, p, b.length, "<!--")) {
      return whole(behind(p + 4, "-->"), path("/comment()"));
    }
    if (Bytes.startsWith(b, p, b.length, "<![CDATA[")) {
      return whole(behind(p + 9, "]]>"), path("/text()"));
    }
    if (Bytes.startsWith(b, p, b.length, "<?")) {
      return whole(behind(p + 2, "?>"), path("/processing-instruction()"));
    }
    return Bytes.startsWith(b, p, b.length, "</") ? endTag(p) : startTag(p);
  }

  private int whole(int end, String path) {
    while (marks.beginsBefore(end)) {
      marks.name(path, "");
    }
    return end;
  }

  private int behind(int from, String closing) {
    int i = from;
    while (i < b.length && !Bytes.startsWith(b, i, b.length, closing)) {
      i++;
    }
    return Math.min(b.length, i + closing.length());
  }

  private int endTag(int p) {
    int end = Math.min(b.length, Bytes.indexOf(b, '>', p, b.length) + 1);
    whole(end, path(""));
    if (open.size() > 1) {
      open.pop();
    }
    return end;
  }

  private int startTag(int p) {
    int nameEnd = XmlNames.nameEnd(b, p + 1, b.length);
    String name = XmlNames.name(b, p + 1, nameEnd);
    Map<String, Integer> siblings = open.element().children();
    int number = siblings.merge(name, 1, Integer::sum);
    boolean root = open.size() == 1;
    open.push(new Element("/" + name + (root ? "" : "[" + number + "]"), new HashMap<>()));
    int i = Bytes.spacesEnd(b, nameEnd, b.length);
    while (i < b.length && b[i] != '>' && b[i] != '/') {
      i = Bytes.spacesEnd(b, attribute(i), b.length);
    }
    boolean empty = i < b.length && b[i] == '/';
    int end = Math.min(b.length, i + (empty ? 2 : 1));
    while (marks.beginsBefore(end)) {
      marks.name(path(""), marks.start() == marks.end() ? Marks.GONE : "");
    }
    if (empty) {
      open.pop();
    }
    return end;
  }

  private int attribute(int from) {
    int nameEnd = XmlNames.nameEnd(b, from, b.length);
    int equals = Bytes.spacesEnd(b, nameEnd, b.length);
    int quote = Bytes.spacesEnd(b, Math.min(b.length, equals + 1), b.length);
    if (nameEnd == from || quote >= b.length) {
      return Math.max(from + 1, nameEnd);
    }
    while (marks.liesBefore(quote)) {
      marks.name(path(""), Marks.GONE);
    }
    int close = Bytes.indexOf(b, (char) b[quote], quote + 1, b.length);
    if (marks.beginsBefore(close + 1)) {
      String path = path("/@" + XmlNames.name(b, from, nameEnd));
      DecodedText value = DecodedText.xml(b, quote + 1, close);
      TextPlaces.name(marks, value, close, path, 0);
      whole(close, path);
    }
    return Math.min(b.length, close + 1);
  }

  private String path(String last) {
    StringBuilder path = new StringBuilder();
    Iterator<Element> outermost = open.descendingIterator();
    while (outermost.hasNext()) {
      path.append(outermost.next().step());
      if (path.length() > HolePath.MAX) {
        return path.append('…').toString();
      }
    }
    String whole = path.append(last).toString();
    return whole.isEmpty() ? "/" : whole;
  }
}
