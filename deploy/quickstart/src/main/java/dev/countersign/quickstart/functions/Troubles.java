package dev.countersign.quickstart.functions;

import dev.countersign.quickstart.functions.Customers.Customer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Functions that are slow, stream or misbehave, as upstreams do.
final class Troubles {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Customers customers = new Customers();

  /// Answers after `ms` milliseconds.
  Answer slow(Request request) {
    int wait = request.number("ms", 1000, 0, 120_000);
    return Answer.streamed(
        "application/json",
        out -> {
          pause(wait);
          out.write(("{\"waited\":" + wait + "}").getBytes(StandardCharsets.UTF_8));
        });
  }

  /// `count` customers as JSON lines, cut into pieces of `size` bytes wherever that falls: in the
  /// middle of a card number as well.
  Answer stream(Request request) {
    int count = request.number("count", 20, 1, 200);
    int size = request.number("size", 37, 1, 65_536);
    int gap = request.number("gap", 1, 0, 1000);
    return Answer.streamed(
        "application/x-ndjson",
        out -> {
          for (Customer customer : customers.first(count)) {
            byte[] line =
                (JSON.writeValueAsString(customer) + "\n").getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < line.length; at += size) {
              out.write(line, at, Math.min(size, line.length - at));
              out.flush();
              pause(gap);
            }
          }
        });
  }

  /// Says JSON and sends something that is none.
  Answer garbage() {
    return Answer.text(
        200, "application/json", "{\"customer\": \"c-1001\", \"email\": gr\u0000ace");
  }

  /// Promises a body and hangs up in the middle of it.
  Answer reset() {
    return new Answer(
        200,
        "application/json",
        1000,
        out -> {
          out.write("{\"customer\":".getBytes(StandardCharsets.UTF_8));
          out.flush();
          throw new IOException("hung up on purpose");
        });
  }

  private static void pause(int milliseconds) throws InterruptedException {
    if (milliseconds > 0 && new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }
}
