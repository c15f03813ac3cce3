package dev.countersign.masking.accuracy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// JSON as programs exchange it, without anything about a person: identifiers, hashes, order
/// numbers, times, amounts, versions. The same seed makes the same text.
final class CleanJson {

  private final Random random;

  CleanJson(long seed) {
    this.random = new Random(seed);
  }

  /// An array of at least that many bytes.
  String array(int length) {
    StringBuilder json = new StringBuilder("[");
    while (json.length() < length) {
      json.append(json.length() == 1 ? "\n" : ",\n").append(item());
    }
    return json.append("\n]").toString();
  }

  private String item() {
    Instant time = Instant.ofEpochMilli(1_500_000_000_000L + random.nextLong(400_000_000_000L));
    return """
    {"id":"%s","seq":%d,"order_id":"%s","order":%d,"sku":"%s","ean":"%013d","sha256":"%s",\
    "etag":"\\"%s\\"","created_at":"%s","updated":%d,"nanos":%d,"price":%.2f,"ratio":%.17f,\
    "version":"%d.%d.%d","trace":"%s","position":[%.6f,%.6f],"size":"%dx%d","batch":"%s",\
    "note":"order %d of %s, lot %d-%d-%d, part no. %d","path":"/v%d/items/%d","flags":%d}\
    """
        .formatted(
            uuid(),
            number(9),
            "ORD-" + number(10),
            number(16),
            letters(3).toUpperCase(Locale.ROOT) + "-" + number(6),
            number(13),
            hex(32),
            hex(16),
            time,
            time.toEpochMilli(),
            time.toEpochMilli() * 1_000_000 + number(6),
            random.nextDouble() * 1000,
            random.nextDouble(),
            random.nextInt(20),
            random.nextInt(50),
            random.nextInt(100),
            hex(16) + "-" + hex(8),
            random.nextDouble() * 180 - 90,
            random.nextDouble() * 360 - 180,
            random.nextInt(4000),
            random.nextInt(4000),
            time.toString().substring(0, 10).replace("-", "") + "-" + number(4),
            number(9),
            time.toString().substring(0, 10),
            random.nextInt(10000),
            random.nextInt(1000),
            random.nextInt(100),
            number(10),
            1 + random.nextInt(3),
            number(8),
            random.nextInt(256));
  }

  private long number(int digits) {
    long low = (long) Math.pow(10, digits - 1);
    return low + random.nextLong(9 * low);
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String hex(int bytes) {
    byte[] data = new byte[bytes];
    random.nextBytes(data);
    return HexFormat.of().formatHex(data);
  }

  private String letters(int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }
}
