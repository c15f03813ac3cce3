package dev.countersign.gateway.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.gateway.access.ArgumentsRefused.Fault;
import java.nio.charset.Charset;
import java.util.stream.Stream;

/// Bodies that some reader somewhere takes and that we refuse.
public final class OddBodies {
  private OddBodies() {}

  public record Odd(String what, byte[] body, Fault fault) {
    @Override
    public String toString() {
      return what;
    }
  }

  public static Stream<Odd> all() {
    return Stream.of(
            grammar(), trailing(), strings(), numbers(), encodings(), duplicates(), limits())
        .flatMap(odds -> odds);
  }

  private static Stream<Odd> grammar() {
    return Stream.of(
        malformed("nothing at all", ""),
        malformed("white space only", " \t\r\n"),
        malformed("an open object", "{"),
        malformed("an open array", "["),
        malformed("a name without value", "{\"a\"}"),
        malformed("a name and a colon", "{\"a\":}"),
        malformed("a member without comma", "{\"a\":1 \"b\":2}"),
        malformed("a comma at the end of an object", "{\"a\":1,}"),
        malformed("a comma at the start of an object", "{,\"a\":1}"),
        malformed("two commas in an object", "{\"a\":1,,\"b\":2}"),
        malformed("a comma at the end of an array", "{\"a\":[1,]}"),
        malformed("an array of commas", "{\"a\":[,]}"),
        malformed("elements without comma", "{\"a\":[1 2]}"),
        malformed("the wrong bracket", "{\"a\":[1}"),
        malformed("a name in single quotes", "{'a':1}"),
        malformed("a name without quotes", "{a:1}"),
        malformed("a number as a name", "{1:1}"),
        malformed("null as a name", "{null:1}"),
        malformed("a value in single quotes", "{\"a\":'x'}"),
        malformed("a value without quotes", "{\"a\":x}"),
        malformed("an equals sign", "{\"a\"=1}"),
        malformed("a line comment", "{\"a\":1} // x"),
        malformed("a block comment", "{/* x */\"a\":1}"),
        malformed("a hash comment", "# x\n{\"a\":1}"),
        malformed("True", "{\"a\":True}"),
        malformed("TRUE", "{\"a\":TRUE}"),
        malformed("half a literal", "{\"a\":tru}"),
        malformed("a literal with a tail", "{\"a\":nullx}"),
        malformed("undefined", "{\"a\":undefined}"),
        malformed("a function call", "{\"a\":Date(1)}"),
        malformed("a no-break space between tokens", "{\u00a0\"a\":1}"),
        malformed("a form feed between tokens", "{\f\"a\":1}"),
        malformed("a vertical tab between tokens", "{\u000b\"a\":1}"));
  }

  private static Stream<Odd> trailing() {
    return Stream.of(
        malformed("two objects", "{\"a\":1}{\"a\":2}"),
        malformed("two objects on two lines", "{\"a\":1}\n{\"a\":2}"),
        malformed("a bracket too many", "{\"a\":1}}"),
        malformed("a NUL after the end", "{\"a\":1}\u0000"),
        malformed("a record separator in front", "\u001e{\"a\":1}"),
        malformed("a guard against script inclusion", ")]}',\n{\"a\":1}"));
  }

  private static Stream<Odd> strings() {
    return Stream.of(
        malformed("an open string", "{\"a\":\"x"),
        malformed("a string that ends in a backslash", "{\"a\":\"x\\"),
        malformed("a raw line break in a string", "{\"a\":\"x\ny\"}"),
        malformed("a raw tab in a string", "{\"a\":\"x\ty\"}"),
        malformed("a raw NUL in a string", "{\"a\":\"x\u0000y\"}"),
        malformed("an escaped NUL", "{\"a\":\"x\\u0000y\"}"),
        malformed("an escaped NUL in a name", "{\"a\\u0000b\":1}"),
        malformed("an unknown escape", "{\"a\":\"\\x41\"}"),
        malformed("an escaped quote mark", "{\"a\":\"\\'\"}"),
        malformed("an octal escape", "{\"a\":\"\\101\"}"),
        malformed("three hex digits", "{\"a\":\"\\u041\"}"),
        malformed("an escape with a sign", "{\"a\":\"\\u+041\"}"),
        malformed("an escape in full-width digits", "{\"a\":\"\\u００４１\"}"),
        malformed("an upper-case U", "{\"a\":\"\\U0041\"}"),
        malformed("a braced escape", "{\"a\":\"\\u{41}\"}"),
        encoding("a lone high surrogate", "{\"a\":\"\\ud800\"}"),
        encoding("a lone low surrogate", "{\"a\":\"\\udc00\"}"),
        encoding("surrogates the wrong way round", "{\"a\":\"\\udc00\\ud800\"}"),
        encoding("a high surrogate before a letter", "{\"a\":\"\\ud800x\"}"),
        encoding("two high surrogates", "{\"a\":\"\\ud800\\ud800\"}"),
        encoding("a lone surrogate in a name", "{\"\\ud800\":1}"));
  }

  private static Stream<Odd> numbers() {
    return Stream.of(
            "+1",
            "01",
            "-01",
            "00",
            "-",
            "1.",
            ".5",
            "-.5",
            "1.e5",
            "1e",
            "1e+",
            "1E-",
            "0x10",
            "0b1",
            "0o7",
            "1_000",
            "1,000",
            "NaN",
            "Infinity",
            "-Infinity",
            "1n",
            "1.0f",
            "١",
            // 64 bits do not hold these, and a reader of doubles would see another value
            "9223372036854775808",
            "-9223372036854775809",
            "100000000000000000000",
            // a double does not hold these
            "1E400",
            "-1E400",
            "1E-400",
            "4.9E-325",
            "0.1000000000000000055",
            "9007199254740993.0",
            "12345678901234567890.5",
            "1.00000000000000000001",
            "3.141592653589793238",
            "1E99999999999",
            "0.30000000000000001")
        .map(number -> malformed("the number " + number, "{\"a\":" + number + "}"));
  }

  private static Stream<Odd> encodings() {
    return Stream.of(
        encoding("a byte order mark", "\ufeff{\"a\":1}"),
        malformed("a byte order mark inside", "{\ufeff\"a\":1}"),
        odd("UTF-16 with a mark", "{\"a\":1}", UTF_16, Fault.INVALID_ENCODING),
        odd("UTF-16 little endian", "{\"a\":1}", UTF_16LE, Fault.MALFORMED),
        odd("UTF-16 big endian", "{\"a\":1}", UTF_16BE, Fault.MALFORMED),
        odd("UTF-32", "{\"a\":1}", Charset.forName("UTF-32"), Fault.MALFORMED),
        odd("Latin-1", "{\"a\":\"é\"}", ISO_8859_1, Fault.INVALID_ENCODING),
        bytes("an overlong slash", 0xC0, 0xAF),
        bytes("an overlong NUL", 0xC0, 0x80),
        bytes("a surrogate in UTF-8", 0xED, 0xA0, 0x80),
        bytes("a pair of surrogates in UTF-8", 0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80),
        bytes("a code point beyond Unicode", 0xF4, 0x90, 0x80, 0x80),
        bytes("half a character", 0xE2, 0x82),
        bytes("a lone continuation", 0x80),
        bytes("the byte FF", 0xFF));
  }

  private static Stream<Odd> duplicates() {
    return Stream.of(
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"a\":1}",
            "{\"a\":1,\"\\u0061\":2}",
            "{\"a\":1,\"b\":2,\"A\":3}",
            "{\"Amount\":1,\"amount\":2}",
            "{\"x\":{\"a\":1,\"a\":2}}",
            "{\"x\":[0,{\"y\":{\"a\":1,\"A\":2}}]}",
            "{\"\":1,\"\":2}",
            "{\"\u212a\":1,\"k\":2}",
            "{\"\u017f\":1,\"S\":2}",
            "{\"É\":1,\"é\":2}")
        .map(body -> odd("the duplicates in " + body, body, UTF_8, Fault.DUPLICATE));
  }

  private static Stream<Odd> limits() {
    return Stream.of(
        tooLarge("too many arrays", "[".repeat(65) + "]".repeat(65)),
        tooLarge("too many objects", "{\"a\":".repeat(65) + "1" + "}".repeat(65)),
        tooLarge("a tower that never ends", "[".repeat(100_000)),
        tooLarge("too many values", "[" + "0,".repeat(100_000) + "0]"),
        tooLarge("a long name", "{\"" + "n".repeat(1_025) + "\":1}"),
        tooLarge("a long number", "[0." + "1".repeat(64) + "]"),
        tooLarge("a long body", "[\"" + "x".repeat(1 << 20) + "\"]"));
  }

  private static Odd malformed(String what, String body) {
    return odd(what, body, UTF_8, Fault.MALFORMED);
  }

  private static Odd encoding(String what, String body) {
    return odd(what, body, UTF_8, Fault.INVALID_ENCODING);
  }

  private static Odd tooLarge(String what, String body) {
    return odd(what, body, UTF_8, Fault.TOO_LARGE);
  }

  private static Odd odd(String what, String body, Charset charset, Fault fault) {
    return new Odd(what, body.getBytes(charset), fault);
  }

  /// Bytes within a string.
  private static Odd bytes(String what, int... middle) {
    byte[] body = "{\"a\":\"????\"}".getBytes(ISO_8859_1);
    byte[] odd = new byte[body.length - 4 + middle.length];
    System.arraycopy(body, 0, odd, 0, 6);
    for (int i = 0; i < middle.length; i++) {
      odd[6 + i] = (byte) middle[i];
    }
    System.arraycopy(body, 10, odd, 6 + middle.length, 2);
    return new Odd(what, odd, Fault.INVALID_ENCODING);
  }
}
