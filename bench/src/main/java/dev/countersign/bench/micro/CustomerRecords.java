package dev.countersign.bench.micro;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// JSON bodies of customer records, the same ones each time: of twenty strings in a record four are
/// sensitive, two by the name of their member and two only by what stands in them.
final class CustomerRecords {

  /// Names of members that hide their values; a record has some of them.
  static final List<String> KEYS =
      List.of(
          "email",
          "phone",
          "password",
          "date_of_birth",
          "street",
          "iban",
          "tax_id",
          "card_number",
          "security_code");

  private static final List<String> FIRST = List.of("Ada", "Björn", "Chen", "Dilara", "Emeka");
  private static final List<String> CITY = List.of("Springfield", "Zürich", "Porto", "Kyoto");
  private static final List<String> CARD =
      List.of("4111 1111 1111 1111", "5555555555554444", "3782-822463-10005");

  private CustomerRecords() {}

  /// A body of at least so many bytes, and at most one record more.
  static byte[] ofSize(int size) {
    Random random = new Random(size);
    StringBuilder json = new StringBuilder("{\"customers\":[\n");
    for (int i = 0; json.length() < size; i++) {
      json.append(i == 0 ? "" : ",\n").append(customer(i, random));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String customer(int number, Random random) {
    String first = FIRST.get(random.nextInt(FIRST.size()));
    String hidden =
        number % 2 == 0
            ? "Wrote from " + first.toLowerCase(Locale.ROOT) + number + "@example.org today"
            : "Confirmed 219-09-%04d on the phone".formatted(1 + random.nextInt(9998));
    return """
    {"id": "c-%1$06d", "name": "%2$s Example", "email": "customer%1$d@example.com",
     "phone": "+41 44 555 %3$04d", "city": "%4$s", "country": "CH", "language": "de",
     "currency": "CHF", "segment": "retail", "status": "active", "plan": "yearly",
     "created_at": "2025-03-0%5$dT09:%6$02d:11.052Z", "trace": "%7$016x%8$016x", "visits": %3$d,
     "balance": %6$d.50, "newsletter": true, "closed_at": null, "remark": "%9$s", "orders": [
       {"sku": "A-%3$04d-%6$02d", "title": "Two chairs and a table, oak", "state": "delivered", "total": 129.95},
       {"sku": "B-%6$02d", "title": "Lamp \\"Nordlicht\\"", "note": "Paid with %10$s in two parts", "total": 49.00}]}\
    """
        .formatted(
            number,
            first,
            random.nextInt(10_000),
            CITY.get(random.nextInt(CITY.size())),
            1 + random.nextInt(9),
            random.nextInt(60),
            random.nextLong(),
            random.nextLong(),
            hidden,
            CARD.get(random.nextInt(CARD.size())));
  }
}
