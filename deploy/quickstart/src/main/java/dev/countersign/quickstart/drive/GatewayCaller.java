package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.drive.CallResult.Kind;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes one recorded call through the gateway.
///
/// A call is sent again only where no connection could be made, so that nothing of it can have
/// arrived. A call that broke on the way is never repeated.
final class GatewayCaller {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long RECONNECT_MILLIS = 250;

  private final Http http;
  private final String gateway;
  private final FreshToken token;
  private final Duration patience;
  private final AtomicLong answeredAt = new AtomicLong(System.nanoTime());

  /// @param patience how long the gateway may be away, counted from its last sign of life
  GatewayCaller(Http http, String gateway, FreshToken token, Duration patience) {
    this.patience = patience;
    this.http = http;
    this.gateway = gateway;
    this.token = token;
  }

  CallResult call(RecordedCall call) throws InterruptedException {
    long began = System.nanoTime();
    var traceparent = Traceparent.next();
    try {
      Reply reply = send(call, traceparent);
      long nanos = System.nanoTime() - began;
      return result(call, traceparent.trace(), reply, nanos);
    } catch (IOException e) {
      String reason = e.getClass().getSimpleName();
      long nanos = System.nanoTime() - began;
      return new CallResult("", traceparent.trace(), Kind.BROKEN, reason, false, 0, nanos);
    }
  }

  private Reply send(RecordedCall call, Traceparent traceparent)
      throws IOException, InterruptedException {
    String url = gateway + "/recorded/functions/" + call.function();
    byte[] body = JSON.writeValueAsBytes(call.arguments());
    while (true) {
      Map<String, String> headers = new LinkedHashMap<>(Http.bearer(token.reveal()));
      headers.put("Countersign-Session", call.session());
      headers.put("traceparent", traceparent.header());
      try {
        Reply reply = http.json("POST", url, headers, body);
        answeredAt.set(System.nanoTime());
        return reply;
      } catch (ConnectException e) {
        if (System.nanoTime() - answeredAt.get() > patience.toNanos()) {
          throw e;
        }
        Pause.millis(RECONNECT_MILLIS);
      }
    }
  }

  private static CallResult result(RecordedCall call, String trace, Reply reply, long nanos) {
    Kind kind = kind(reply.status());
    boolean masked = kind == Kind.PERMITTED && !sameValue(call.response(), reply.json());
    return new CallResult(
        reply.header("Countersign-Call"),
        trace,
        kind,
        kind == Kind.PERMITTED ? "" : reply.problem(),
        masked,
        leaked(call, reply),
        nanos);
  }

  private static Kind kind(int status) {
    return switch (status / 100) {
      case 2 -> status == 202 ? Kind.HELD : Kind.PERMITTED;
      case 4 -> Kind.REFUSED;
      default -> Kind.FAILED;
    };
  }

  private static int leaked(RecordedCall call, Reply reply) {
    Set<String> secret = Emails.in(call.response().toString());
    secret.retainAll(Emails.in(reply.text()));
    return secret.size();
  }

  private static boolean sameValue(JsonNode recorded, JsonNode answered) {
    return recorded.equals(answered)
        || new String(JSON.writeValueAsBytes(recorded), StandardCharsets.UTF_8)
            .equals(new String(JSON.writeValueAsBytes(answered), StandardCharsets.UTF_8));
  }
}
