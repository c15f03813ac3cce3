package dev.countersign.service.identity;

import java.util.regex.Pattern;

/// A pattern for a claim's whole text: `*` is anything without `/` and `:`, `**` is anything.
record ClaimPattern(String claim, Pattern pattern) {
  private static final int MAX_LENGTH = 1024;

  static ClaimPattern of(String claim, String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else {
        regex.append(c == '*' ? "[^/:]*" : Pattern.quote(String.valueOf(c)));
      }
    }
    return new ClaimPattern(claim, Pattern.compile(regex.toString()));
  }

  /// Whether the claim is there, a text, a number or a truth value, and matches.
  boolean matches(Claims claims) {
    Object value = claims.at(claim);
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      String text = value.toString();
      return text.length() <= MAX_LENGTH && pattern.matcher(text).matches();
    }
    return false;
  }
}
