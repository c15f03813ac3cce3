package dev.countersign.bench;

import java.nio.charset.StandardCharsets;

/// The bodies that all benchmarks share.
public final class Samples {
  private static final int ANSWER_SIZE = 4096;

  private Samples() {}

  /// About 4 KB of JSON as a customer service answers it: mostly plain, here and there an e-mail
  /// address, a card and a social security number.
  public static byte[] answer() {
    StringBuilder json = new StringBuilder("{\"customers\":[");
    for (int i = 0; json.length() < ANSWER_SIZE; i++) {
      json.append(i == 0 ? "" : ",").append(customer(i));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String customer(int number) {
    return """
    {"id":"c-%1$04d","name":"Customer %1$d","email":"customer%1$d@example.com",\
    "card":"4111 1111 1111 1111","ssn":"078-05-1120","balance":%1$d.50,"active":true,\
    "orders":[{"order":"o-%1$d-1","total":12.95,"note":"left at the door, twice"},\
    {"order":"o-%1$d-2","total":99.00,"note":null}],"city":"Springfield"}\
    """
        .formatted(number);
  }
}
