package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// Secrets that are found in any surroundings, and the ways in which they are written.
///
/// @param text the secret
/// @param middle what of it no strategy keeps and nothing else holds
record Planted(String text, String middle) {

  /// In parts where those who look for keys in sources would think them real.
  static final List<Planted> ALL =
      List.of(
          new Planted("joe.bloggs@example.org", "loggs@exam"),
          new Planted("JOE+tag@Example.CO.UK", "ag@Examp"),
          new Planted("5500-0000-0000-0004", "-0000-0000-"),
          new Planted("123-45-6789", "-45-"),
          new Planted("GB82WEST12345698765432", "ST1234569876"),
          new Planted("DE89 3704 0044 0532 0130 00", "04 0044 0532 01"),
          new Planted("ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a", "F292c6912E7710c838347"),
          new Planted(
              "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqb2UiLCJpYXQiOjE1MTYyMzkwMjJ9.c2lnbmF0dXJl",
              "eyJzdWIiOiJqb2UiLCJpYXQ"),
          new Planted(
              "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\nabcdef==\n"
                  + "-----END RSA PRIVATE KEY-----",
              "IEowIBAAKCAQ"));

  private static final int WAYS = 8;

  /// A secret, written in one of the ways; any two numbers choose.
  static byte[] encoded(int secret, int way) {
    String text = ALL.get(Math.floorMod(secret, ALL.size())).text;
    String written =
        switch (Math.floorMod(way, WAYS)) {
          case 1 -> each(text, 1, "\\u%04x");
          case 2 -> text.replace("\n", "\\n");
          case 3 -> text.replace("\n", "\\\\n");
          case 4 -> each(text, 1, "%%%02X");
          case 5 -> each(text, 1, "&#x%x;");
          case 6 -> each(text.replace("\n", "\\n"), 5, "\\u%04x");
          case 7 -> each(text, 1, "\\\\u%04X");
          default -> text;
        };
    return written.getBytes(UTF_8);
  }

  /// With every so many-th letter or digit, or all where that is one, written by the format.
  private static String each(String text, int step, String format) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean chosen = step == 1 || (i % step == 0 && Character.isLetterOrDigit(c));
      // Behind a backslash a letter is part of an escape.
      boolean free = i == 0 || text.charAt(i - 1) != '\\';
      written.append(chosen && free ? String.format(format, (int) c) : String.valueOf(c));
    }
    return written.toString();
  }

  /// Whether it stands in a text alone or between white space.
  boolean standsIn(String text) {
    return without(text).length() < text.length();
  }

  /// The text without the places where the secret stands alone or between white space.
  String without(String text) {
    StringBuilder rest = new StringBuilder();
    int done = 0;
    for (int at = text.indexOf(this.text); at >= 0; at = text.indexOf(this.text, at + 1)) {
      int end = at + this.text.length();
      boolean free = at == 0 || isSpace(text.charAt(at - 1));
      if (at >= done && free && (end == text.length() || isSpace(text.charAt(end)))) {
        rest.append(text, done, at);
        done = end;
      }
    }
    return rest.append(text.substring(done)).toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  @Override
  public String toString() {
    return text;
  }
}
