package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/// Makes text and JSON at random, out of pieces that masking has to deal with.
final class RandomText {

  /// What must never be left.
  static final List<String> SECRETS =
      List.of(
          "joe.bloggs@example.org",
          "JOE+tag@Example.CO.UK",
          "4111111111111111",
          "5500-0000-0000-0004",
          "378282246310005",
          "123-45-6789",
          "GB82WEST12345698765432",
          "DE89 3704 0044 0532 0130 00",
          Corpus.JWT,
          Corpus.PEM,
          Corpus.VENDOR_KEY,
          "+49 30 901820",
          "RSSMRA85T10A562S",
          "85.07.30-033.28",
          "12345678Z",
          "131052-308T",
          "1 84 12 76 451 089 46",
          "1234567FA",
          "756.1234.5678.97",
          "AB123456C",
          "529.982.247-25");

  private static final List<String> PIECES =
      List.of(
          "a",
          "Z9",
          " ",
          "-",
          ".",
          "@",
          ",",
          ":",
          "/",
          "_",
          "*",
          "****",
          "'",
          "+",
          "#",
          "(",
          "]",
          "[",
          "{",
          "}",
          "\"",
          "\\",
          "0",
          "7",
          "1111",
          "4111",
          "123-",
          "ssn ",
          "order 123456789",
          "198.51.100.7",
          "2001:db8::1",
          "::",
          "GB82",
          "version ",
          "\n",
          "é",
          "€",
          "😀",
          "用户",
          "\u00a0",
          "\t",
          "a@b.org",
          "x.com",
          "eyJ",
          "-----BEGIN ",
          "-----",
          "sk-ant-",
          "ghp_",
          "phone ",
          "bsn ",
          "tax id: ",
          "steuer-id 86095742719 ",
          "cpr 070761-4285 ",
          "nhs number 943 476 5919 ",
          "pesel 44051401359 ",
          "nif 123456789 ",
          "personnummer 811218-9876 ",
          "tfn 123 456 782 ",
          "sin 130692544 ",
          "aadhaar 2345 6789 0124 ",
          "bsn 111222333 ",
          "password=",
          "token: ",
          "hunter2",
          "a8f5f167f44f4964e6c998dee827110c",
          "https://joe:s3cret@",
          "(212) 555-0123",
          "+1 ",
          "555 ",
          "{\"password\":\"p w\"}",
          "[1,\"a@b.org\"]",
          "{\"a\":",
          "2024-01-01T00:00:00Z",
          "550e8400-e29b-41d4-a716-446655440000",
          "0.4111111111111111",
          "%20",
          "%",
          "&#",
          "&amp;",
          "\u200b",
          "＠",
          "４１１１",
          "。",
          "－",
          "/",
          "Basic ",
          "aGVsbG8gd29ybGQsIGhlbGxv",
          "am9lQGV4YW1wbGUub3Jn",
          "====");

  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "c d",
          "email",
          "password",
          "api_key",
          "ApiKey",
          "cvv",
          "ssn",
          "order_id",
          "phone",
          "joe@example.org",
          "joe%40example.org",
          "customerShippingAddress",
          "é",
          "x\"y",
          "",
          "data",
          "items",
          "token",
          "4111111111111111");

  private final Random random;

  RandomText(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /// Pieces and, at times, secrets, side by side.
  String tangled(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = below(pieces + 1); i > 0; i--) {
      String piece = below(4) == 0 ? one(SECRETS) : one(PIECES);
      text.append(below(8) == 0 ? one(List.of(Encodings.values())).of(piece) : piece);
    }
    return text.toString();
  }

  /// A value of up to `depth` levels.
  String json(int depth) {
    StringBuilder out = new StringBuilder();
    value(out, depth);
    return out.toString();
  }

  private void value(StringBuilder out, int depth) {
    space(out);
    switch (below(depth > 0 ? 9 : 6)) {
      case 0 -> out.append(one(List.of("true", "false", "null")));
      case 1 -> out.append(number());
      case 2, 3, 4 -> string(out, tangled(4));
      case 5 -> string(out, below(3) == 0 ? json(depth - 1) : one(NAMES));
      case 6 -> array(out, depth - 1);
      default -> object(out, depth - 1);
    }
    space(out);
  }

  private void array(StringBuilder out, int depth) {
    out.append('[');
    int size = below(4);
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ",");
      value(out, depth);
    }
    space(out);
    out.append(']');
  }

  private void object(StringBuilder out, int depth) {
    out.append('{');
    int size = below(5);
    int name = below(NAMES.size());
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ",");
      space(out);
      string(out, NAMES.get((name + i) % NAMES.size()));
      space(out);
      out.append(':');
      value(out, depth);
    }
    space(out);
    out.append('}');
  }

  private String number() {
    return one(
        List.of(
            "0",
            "-1",
            "1.10",
            "9007199254740993",
            "1E400",
            "-0.0e-7",
            "4111111111111111",
            "123456789",
            "1732060800000",
            "0.4111111111111111",
            "3.141592653589793238462643383279"));
  }

  private void space(StringBuilder out) {
    if (below(6) == 0) {
      out.append(one(List.of(" ", "\n", "\t ", "\r\n")));
    }
  }

  private void string(StringBuilder out, String text) {
    out.append('"');
    String escaped = new String(JsonText.escaped(text.getBytes(UTF_8)), UTF_8);
    int rate = below(3) == 0 ? 3 : 1000;
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        out.append(c).append(escaped.charAt(++i));
      } else if (below(rate) == 0) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
