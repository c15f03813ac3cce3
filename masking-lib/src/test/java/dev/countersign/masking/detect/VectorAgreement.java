package dev.countersign.masking.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Compares what vectors see in random bytes with what is seen eight bytes at a time. Needs a JVM
/// that has vectors.
public final class VectorAgreement {

  private static final int TEXTS = 100_000;
  private static final int ROOM = 32;
  private static final String PIECES = "aZ09-./+(): =@J_!;<?\"\\\n\u0001\u007fé电,#%&";

  private final Random random = new Random(11);
  private final List<String> differences = new ArrayList<>();

  private VectorAgreement() {}

  /// What differs; empty where nothing does.
  public static List<String> differences() {
    VectorAgreement agreement = new VectorAgreement();
    for (int i = 0; i < TEXTS && agreement.differences.size() < 10; i++) {
      agreement.compare(i);
    }
    return agreement.differences;
  }

  private void compare(int round) {
    byte[] text = text(round);
    byte[] b = new byte[text.length + 64];
    int from = random.nextInt(ROOM);
    System.arraycopy(text, 0, b, from, text.length);
    int to = from + text.length;
    // At the end of the array there is no room for a whole block.
    byte[] tight = random.nextBoolean() ? b : Arrays.copyOf(b, to);
    scans(b, from, to);
    shapes(tight, from, to);
    classes(tight, from, to);
  }

  private void scans(byte[] b, int from, int to) {
    long facts = VectorScan.facts(b, from, to);
    long bare = VectorScan.bare(b, from, to);
    long byWords = WordScan.facts(b, from, to);
    if (facts == StringScan.OPEN || byWords == StringScan.OPEN) {
      return; // one of them has too little room for its blocks, and leaves the text to the engine
    }
    same("end", StringScan.end(byWords), StringScan.end(facts), b, from, to);
    same("bare end", StringScan.end(byWords), StringScan.end(bare), b, from, to);
    boolean ascii = StringScan.isAscii(byWords);
    same("ascii", ascii, StringScan.isAscii(facts), b, from, to);
    same("bare ascii", ascii, StringScan.isAscii(bare), b, from, to);
    There exact = there(b, from, StringScan.end(facts));
    claims(exact, facts, b, from, to);
    claims(exact, byWords, b, from, to);
  }

  private void shapes(byte[] b, int from, int to) {
    Shape words = new Shape(new ByteClasses(false)).of(b, from, to);
    Shape vectors = new Shape(new ByteClasses(true)).of(b, from, to);
    There exact = there(b, from, to);
    same("marks", words.marks(), vectors.marks(), b, from, to);
    same("marks", exact.marks, vectors.marks() & ~(Shape.WORD | Shape.CODE), b, from, to);
    same("digits", exact.digits, words.digits(), b, from, to);
    same("digits", exact.digits, vectors.digits(), b, from, to);
    same("together", words.together(), vectors.together(), b, from, to);
    same("disguises", words.disguises(), vectors.disguises(), b, from, to);
  }

  private void classes(byte[] b, int from, int to) {
    ByteClasses words = new ByteClasses(false);
    ByteClasses vectors = new ByteClasses(true);
    words.begin();
    vectors.begin();
    for (int p = from; p < to; p += Long.SIZE) {
      words.read(b, p, to);
      vectors.read(b, p, to);
      same("digits", words.digits(), vectors.digits(), b, from, to);
      same("alphanumeric", words.alphanumeric(), vectors.alphanumeric(), b, from, to);
      same("words", words.words(), vectors.words(), b, from, to);
      same("codes", words.codes(), vectors.codes(), b, from, to);
      same("separators", words.separators(), vectors.separators(), b, from, to);
      same("solid", words.solid(), vectors.solid(), b, from, to);
      same("escapes", words.hasEscape(), vectors.hasEscape(), b, from, to);
      same("stops", words.notBetweenDigits(), vectors.notBetweenDigits(), b, from, to);
    }
  }

  /// What is there, found out byte by byte: marks and the number of digits.
  private record There(int marks, int digits) {}

  private static There there(byte[] b, int from, int to) {
    String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    int marks = 0;
    marks |= text.indexOf('@') < 0 ? 0 : Shape.AT;
    marks |= text.indexOf('J') < 0 ? 0 : Shape.CAPITAL_J;
    marks |= text.contains("--") ? Shape.DASH_PAIR : 0;
    marks |= text.contains("::") ? Shape.COLON_PAIR : 0;
    marks |= count(text, ":") < 7 ? 0 : Shape.SEVEN_COLONS;
    marks |= count(text, ".") < 3 ? 0 : Shape.THREE_DOTS;
    marks |= text.indexOf('+') < 0 ? 0 : Shape.PLUS;
    marks |= count(text, ":=") == 0 ? 0 : Shape.SETS;
    marks |= hasGap(text) ? Shape.GAP : 0;
    marks |= hasLongRun(text) ? Shape.LONG_RUN : 0;
    return new There(marks, count(text, "0123456789:="));
  }

  private static int count(String text, String wanted) {
    return (int) text.chars().filter(c -> wanted.indexOf(c) >= 0).count();
  }

  private static boolean hasGap(String text) {
    return text.chars().anyMatch(c -> c <= ' ');
  }

  private static boolean hasLongRun(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) <= ' ' ? 0 : run + 1;
      if (run == 16) {
        return true;
      }
    }
    return false;
  }

  /// Scans may claim too much, never too little.
  private void claims(There there, long scan, byte[] b, int from, int to) {
    boolean at = (there.marks & Shape.AT) != 0;
    same("claimed @", true, StringScan.hasAt(scan) || !at, b, from, to);
    same("as many digits", true, StringScan.digits(scan) >= there.digits, b, from, to);
  }

  private void same(String what, Object expected, Object seen, byte[] b, int from, int to) {
    if (!expected.equals(seen)) {
      String text = new String(b, from, to - from, StandardCharsets.UTF_8);
      differences.add(what + ": " + seen + " (expected: " + expected + ") in " + text);
    }
  }

  private byte[] text(int round) {
    StringBuilder text = new StringBuilder();
    int few = 1 + random.nextInt(PIECES.length());
    for (int length = random.nextInt(round % 20 == 0 ? 200 : 70); length > 0; length--) {
      text.append(PIECES.charAt((random.nextInt(few) + round) % PIECES.length()));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
