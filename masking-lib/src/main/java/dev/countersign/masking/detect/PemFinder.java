package dev.countersign.masking.detect;

import java.util.List;

/// Finds private keys in PEM (RFC 7468), from `-----BEGIN … PRIVATE KEY` to the end line; where
/// that is missing, to the end of the text. Certificates and public keys are no hits.
public final class PemFinder extends Finder {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final int MAX_LABEL = 64;

  private boolean open;

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length("-----BEGIN PRIVATE KEY".length()).marks(Shape.DASH_PAIR));
  }

  @Override
  public boolean find(Text text, int from) {
    for (int i = indexOf(text, BEGIN, from, text.end); i >= 0; ) {
      int label = i + BEGIN.length();
      int labelEnd = labelEnd(text, label);
      if (indexOf(text, "PRIVATE KEY", label, labelEnd) >= 0) {
        int end = endOfKey(text, labelEnd);
        open = end < 0;
        return hit(i, open ? text.end : end);
      }
      i = indexOf(text, BEGIN, labelEnd, text.end);
    }
    return false;
  }

  /// Open is a header or footer that is not complete.
  @Override
  public int openFrom(Text text, int usual) {
    int from = Math.max(text.begin, text.end - BEGIN.length() - MAX_LABEL);
    for (int i = from; i < usual; i++) {
      if (text.bytes[i] == '-' && (isOpenLine(text, i, BEGIN) || isOpenLine(text, i, END))) {
        return i;
      }
    }
    return usual;
  }

  private static boolean isOpenLine(Text text, int at, String words) {
    int length = Math.min(words.length(), text.end - at);
    int i = 1;
    while (i < length && text.bytes[at + i] == words.charAt(i)) {
      i++;
    }
    boolean begun = i == length;
    return begun && (at + i == text.end || labelEnd(text, at + i) == text.end);
  }

  /// Whether the last hit went to the end of the text without the key's end.
  public boolean isOpen() {
    return open;
  }

  /// Where a key that began in an earlier text ends in this one, or -1.
  public static int endOfKey(Text text, int from) {
    int footer = indexOf(text, END, from, text.end);
    if (footer < 0) {
      return -1;
    }
    int label = labelEnd(text, footer + END.length());
    int end = label;
    while (end < text.end && end < label + 5 && text.bytes[end] == '-') {
      end++;
    }
    return end;
  }

  private static int labelEnd(Text text, int label) {
    int i = label;
    while (i < text.end && i < label + MAX_LABEL && text.bytes[i] != '-') {
      i++;
    }
    return i;
  }

  private static int indexOf(Text text, String words, int from, int to) {
    int last = to - words.length();
    int i = ByteScan.indexOf(text.bytes, words.charAt(0), from, to);
    while (i <= last) {
      if (startsWith(text, words, i)) {
        return i;
      }
      i = ByteScan.indexOf(text.bytes, words.charAt(0), i + 1, to);
    }
    return -1;
  }

  private static boolean startsWith(Text text, String words, int at) {
    for (int i = 1; i < words.length(); i++) {
      if (text.bytes[at + i] != words.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
