package dev.countersign.gateway.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// Makes JSON texts of all shapes, the same for the same seed.
final class RandomJson {
  private static final String[] ATOMS = {
    "a",
    "B",
    "é",
    "€",
    "😀",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u0041",
    "\\ud83d\\ude00",
    " ",
    "\u2028",
    "\u007f",
    "\\u001f"
  };

  private final Random random;

  RandomJson(long seed) {
    this.random = new Random(seed);
  }

  String document() {
    return space() + object(0) + space();
  }

  /// Changes, removes or doubles a few bytes.
  byte[] damaged(byte[] body) {
    StringBuilder out = new StringBuilder();
    String text = new String(body, ISO_8859_1);
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(3));
    out.append(text, 0, at);
    switch (random.nextInt(3)) {
      case 0 -> out.append((char) random.nextInt(256));
      case 1 -> out.append(text, at, end).append(text, at, end);
      default -> {}
    }
    return out.append(text.substring(end)).toString().getBytes(ISO_8859_1);
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 4 ? 6 : 8)) {
      case 0 -> "true";
      case 1 -> "null";
      case 2 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 3 -> decimal();
      case 4, 5 -> string();
      case 6 -> array(depth);
      default -> object(depth);
    };
  }

  private String decimal() {
    double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300);
    String text = Double.toString(value);
    return random.nextBoolean() ? text : text.toLowerCase(Locale.ROOT);
  }

  private String string() {
    StringBuilder out = new StringBuilder("\"");
    for (int i = random.nextInt(8); i > 0; i--) {
      out.append(ATOMS[random.nextInt(ATOMS.length)]);
    }
    return out.append('"').toString();
  }

  private String array(int depth) {
    StringBuilder out = new StringBuilder("[");
    for (int i = random.nextInt(5); i > 0; i--) {
      out.append(out.length() > 1 ? "," : "").append(space()).append(value(depth + 1));
    }
    return out.append(space()).append(']').toString();
  }

  private String object(int depth) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      names.add("n" + random.nextInt(20));
    }
    StringBuilder out = new StringBuilder("{");
    for (String name : names) {
      out.append(out.length() > 1 ? "," : "").append(space()).append('"').append(name).append('"');
      out.append(space()).append(':').append(space()).append(value(depth + 1)).append(space());
    }
    return out.append('}').toString();
  }

  private String space() {
    return random.nextInt(4) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
  }
}
