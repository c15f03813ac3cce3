package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.evidence.record.RecordBody.CallRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestIT {
  private static final String JSON = "application/json";

  private final RunningGateway gateway = RunningGateway.shared();

  static List<Arguments> badBodies() {
    return List.of(
        arguments("malformed JSON", JSON, utf8("{\"a\":"), 400, "malformed-request"),
        arguments("trailing data", JSON, utf8("{} {}"), 400, "malformed-request"),
        arguments("a comment", JSON, utf8("{/* */}"), 400, "malformed-request"),
        arguments("NaN", JSON, utf8("{\"a\":NaN}"), 400, "malformed-request"),
        arguments("only white space", JSON, utf8("  "), 400, "malformed-request"),
        arguments("duplicate keys", JSON, utf8("{\"a\":1,\"a\":2}"), 400, "duplicate-argument"),
        arguments(
            "keys that differ in case", JSON, utf8("{\"a\":1,\"A\":2}"), 400, "duplicate-argument"),
        arguments(
            "deep duplicates",
            JSON,
            utf8("{\"b\":[{\"a\":1,\"\\u0061\":2}]}"),
            400,
            "duplicate-argument"),
        arguments(
            "invalid UTF-8",
            JSON,
            new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
            400,
            "invalid-encoding"),
        arguments(
            "UTF-16", JSON, "{\"a\":1}".getBytes(StandardCharsets.UTF_16), 400, "invalid-encoding"),
        arguments("a byte order mark", JSON, utf8("\uFEFF{}"), 400, "invalid-encoding"),
        arguments("a lone surrogate", JSON, utf8("{\"a\":\"\\ud800\"}"), 400, "invalid-encoding"),
        arguments(
            "a number nobody holds",
            JSON,
            utf8("{\"a\":9007199254740993.5}"),
            400,
            "malformed-request"),
        arguments("too deep", JSON, utf8("[".repeat(100) + "]".repeat(100)), 413, "too-large"),
        arguments("too large", JSON, utf8("\"" + "x".repeat(70_000) + "\""), 413, "too-large"),
        arguments("another type", "text/plain", utf8("{}"), 415, "unsupported-content"),
        arguments(
            "a form", "application/x-www-form-urlencoded", utf8("a=1"), 415, "unsupported-content"),
        arguments(
            "another charset",
            "application/json; charset=utf-16",
            utf8("{}"),
            415,
            "unsupported-content"),
        arguments(
            "a charset twice",
            "application/json; charset=utf-8; charset=utf-7",
            utf8("{}"),
            415,
            "unsupported-content"),
        arguments("a type like JSON", "application/jsonp", utf8("{}"), 415, "unsupported-content"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBodies")
  void refusesABodyWithoutExactlyOneMeaning(
      String what, String contentType, byte[] body, int status, String problem) {
    int before = gateway.upstream.count();
    HttpResponse<String> response =
        RunningGateway.send(
            gateway
                .asAlice("/payments/echo")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));
    assertProblem(response, status, problem);
    assertRecorded(response, problem);
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  private void assertRecorded(HttpResponse<String> response, String problem) {
    CallRefused refusal = gateway.evidence.refusalOf(RunningGateway.callOf(response));
    assertThat(refusal.reason()).isEqualTo(problem);
    assertThat(refusal.status()).isEqualTo(response.statusCode());
    assertThat(refusal.function()).isEqualTo("echo");
  }

  @Test
  void refusesABodyWithoutType() {
    assertProblem(
        RunningGateway.send(gateway.asAlice("/payments/echo").POST(BodyPublishers.ofString("{}"))),
        415,
        "unsupported-content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip", "x"})
  void refusesAnEncodedBody(String encoding) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(utf8("{\"sql\":\"drop table x\"}"));
    }
    assertProblem(
        RunningGateway.send(
            gateway
                .asAlice("/payments/echo")
                .header("Content-Type", JSON)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(zipped.toByteArray()))),
        415,
        "unsupported-content");
  }

  @Test
  void refusesAnAnnouncedGiantWithoutReadingIt() {
    assertThat(
            gateway.firstLine(
                head(
                        "POST /payments/echo",
                        "Content-Type: application/json",
                        "Content-Length: 999999999")
                    + "{"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void refusesAChunkedGiantAtTheLimit() {
    String chunk = "ffff\r\n" + " ".repeat(0xffff) + "\r\n";
    String answer =
        gateway.raw(
            head(
                    "POST /payments/echo",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked")
                + chunk
                + chunk
                + "0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void refusesAGetWithABody() {
    assertProblem(
        RunningGateway.send(
            gateway
                .asAlice("/payments/customers/c1")
                .header("Content-Type", JSON)
                .method("GET", BodyPublishers.ofString("{}"))),
        400,
        "malformed-request");
  }

  static List<Arguments> oddAddresses() {
    return List.of(
        arguments("an encoded slash", "/payments/customers/a%2Fb"),
        arguments("an encoded backslash", "/payments/customers/a%5Cb"),
        arguments("a dot segment", "/payments/customers/../refunds"),
        arguments("an encoded dot segment", "/payments/customers/%2e%2e"),
        arguments("a dot segment before the connection", "/x/../payments/customers/c1"),
        arguments("a character encoded twice", "/payments/customers/a%252Fb"),
        arguments("an empty segment", "/payments//customers/c1"),
        arguments("a slash at the end", "/payments/customers/c1/"),
        arguments("a path parameter", "/payments/customers/c1;x=y"),
        arguments("a control character", "/payments/customers/a%0Ab"),
        arguments("bytes that are not UTF-8", "/payments/customers/%ff"),
        arguments("an overlong slash", "/payments/customers/%c0%af"),
        arguments("a NUL", "/payments/customers/a%00b"),
        arguments("a broken escape", "/payments/customers/a%zz"),
        arguments("a raw backslash", "/payments/customers/a\\b"),
        arguments("a broken escape in the query", "/payments/customers?q=%z"),
        arguments("bytes in the query that are not UTF-8", "/payments/customers?q=%ff"),
        arguments("a nameless parameter", "/payments/customers?=1"),
        arguments("an empty parameter", "/payments/customers?a=1&&b=2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddAddresses")
  void refusesAnAddressThatTwoReadersCouldReadDifferently(String what, String address) {
    int before = gateway.upstream.count();
    assertThat(gateway.raw(head("GET " + address))).startsWith("HTTP/1.1 400");
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void refusesTheSameArgumentTwice() {
    assertProblem(gateway.get("/payments/customers?a=1&a=2"), 400, "duplicate-argument");
    assertProblem(gateway.get("/payments/customers?a=1&A=2"), 400, "duplicate-argument");
    assertProblem(gateway.get("/payments/customers/c1?id=c2"), 400, "ambiguous-argument");
    assertProblem(
        RunningGateway.send(
            gateway
                .asAlice("/payments/things/1")
                .header("Content-Type", JSON)
                .PUT(BodyPublishers.ofString("{\"ID\":2}"))),
        400,
        "ambiguous-argument");
  }

  static List<Arguments> smuggling() {
    String body = "0\r\n\r\nGET /payments/customers/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    return List.of(
        arguments("both lengths", "Content-Length: 5\r\nTransfer-Encoding: chunked", body),
        arguments("two lengths", "Content-Length: 5\r\nContent-Length: 6", body),
        arguments("a list of lengths", "Content-Length: 5, 6", body),
        arguments("a signed length", "Content-Length: +5", body),
        arguments("an unknown coding", "Transfer-Encoding: xchunked", body),
        arguments("chunked not last", "Transfer-Encoding: chunked, identity", body),
        arguments("a space before the colon", "Transfer-Encoding : chunked", body),
        arguments("a bad chunk size", "Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smuggling")
  void letsNoSecondRequestThroughInTheFirstOnesBody(String what, String header, String body) {
    String answer =
        gateway.raw(
            "POST /payments/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n%s"
                .formatted(
                    RunningGateway.alice(), "Content-Type: application/json\r\n" + header, body));
    assertThat(answer.split("HTTP/1.1 ", -1)).as("answers").hasSize(2);
    assertThat(gateway.upstream.all())
        .extracting(RecordingUpstream.Seen::target)
        .doesNotContain("/customers/smuggled");
  }

  @Test
  void putsOnTheRecordWhatTheServerItselfRefuses() {
    long before = unreadable();
    gateway.raw(head("GET /payments/customers/a%zz"));
    gateway.raw("NONSENSE\r\n\r\n");
    org.awaitility.Awaitility.await().until(() -> unreadable() >= before + 2);
  }

  private long unreadable() {
    return gateway.evidence.records().stream()
        .filter(record ->
            record.body() instanceof CallRefused refusal
                && refusal.reason().equals("malformed-request")
                && refusal.operation() == null)
        .count();
  }

  private static String head(String requestLine, String... headers) {
    StringBuilder head = new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: gateway\r\n");
    head.append("Authorization: Bearer ").append(RunningGateway.alice()).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("Connection: close\r\n\r\n").toString();
  }

  @Test
  void takesAHundredContinueInItsStride() {
    HttpRequest.Builder request =
        gateway
            .asAlice("/payments/echo")
            .header("Content-Type", JSON)
            .expectContinue(true)
            .POST(BodyPublishers.ofString("{\"a\":1}"));
    assertThat(RunningGateway.send(request).statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.last().body()).isEqualTo("{\"a\":1}");
  }
}
