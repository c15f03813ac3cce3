package dev.countersign.masking.accuracy;

import dev.countersign.masking.Encodings;
import dev.countersign.masking.detect.MadeSamples;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Labelled lines with sensitive values in every encoding that is looked through, among as many
/// harmless ones in the same encodings. The same seed makes the same lines.
final class EncodedTexts {

  private static final int EACH = 30;

  private static final List<String> AROUND =
      List.of(
          "%s",
          "see %s for more",
          "GET /users/%s?page=2",
          "https://example.org/a%%20b?q=%s&x=1",
          "cursor=%s; path=/",
          "- \"%s\",",
          "你好，%s。",
          "<td>%s</td>");

  private final Random random;
  private final List<String> keys;
  private final List<LabelledText> texts = new ArrayList<>();

  EncodedTexts(long seed) {
    random = new Random(seed);
    keys = new MadeSamples(seed).keys();
  }

  List<LabelledText> all() {
    for (Encodings way : Encodings.values()) {
      for (int i = 0; i < EACH; i++) {
        add("email", way, name() + "." + name() + random.nextInt(100) + "@example.org");
        add("card", way, card());
        add("ssn", way, "%03d-%02d-%04d".formatted(below(665), below(99), below(9999)));
        add("iban", way, iban());
        add("vendor-key", way, one(keys));
        for (String harmless : harmless()) {
          texts.add(new LabelledText(one(AROUND).formatted(way.of(harmless)), List.of()));
        }
      }
    }
    return texts;
  }

  private List<String> harmless() {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    return List.of(
        "order " + random.nextInt(1_000_000, 9_999_999) + " of " + name(),
        "https://example.org/" + name() + "/" + name() + "?page=" + below(99),
        new UUID(random.nextLong(), random.nextLong()).toString(),
        HexFormat.of().formatHex(bytes, 0, 20),
        Base64.getEncoder().encodeToString(bytes));
  }

  private void add(String detector, Encodings way, String value) {
    String around = one(AROUND);
    String encoded = way.of(value);
    String hidden = encoded.substring(encoded.lastIndexOf(',') + 1);
    String text = around.formatted(encoded);
    int start = text.codePointCount(0, text.lastIndexOf(hidden));
    int end = start + hidden.codePointCount(0, hidden.length());
    texts.add(new LabelledText(text, List.of(LabelledText.label(text, detector, start, end))));
  }

  private String card() {
    StringBuilder digits = new StringBuilder("4");
    while (digits.length() < 15) {
      digits.append(random.nextInt(10));
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int digit = (digits.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    return digits.append((10 - sum % 10) % 10).toString();
  }

  private String iban() {
    String account = "%09d%09d".formatted(below(999_999_999), below(999_999_999));
    int rest = new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
    return "DE%02d%s".formatted(98 - rest, account);
  }

  private String name() {
    return one(List.of("joe", "ann", "li", "maria", "john", "fatima", "olga"));
  }

  /// From 1 to a number.
  private int below(int most) {
    return 1 + random.nextInt(most);
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
