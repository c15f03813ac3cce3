package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.Headers;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardedRequestIT {
  private final RunningGateway gateway = RunningGateway.shared();

  static List<Arguments> bodies() {
    return List.of(
        arguments("{ \"a\" : 1 }", "{\"a\":1}"),
        arguments("{\"z\":1,\"a\":2}", "{\"z\":1,\"a\":2}"),
        arguments("{\"a\":\"\\u0041\\/\\n\"}", "{\"a\":\"A/\\n\"}"),
        arguments("{\"\\u0061mount\":1.10}", "{\"amount\":1.10}"),
        arguments("{\"a\":9007199254740993}", "{\"a\":9007199254740993}"),
        arguments("{\"a\":1E2}", "{\"a\":1E2}"),
        arguments("[1, 2 ,3]", "[1,2,3]"),
        arguments("\"text\"", "\"text\""),
        arguments("null", "null"),
        arguments("{\"a\":{\"b\":[null,true,false]}}", "{\"a\":{\"b\":[null,true,false]}}"),
        arguments("{\"emoji\":\"\\ud83d\\ude00\"}", "{\"emoji\":\"\uD83D\uDE00\"}"),
        arguments("{\"__proto__\":{\"x\":1}}", "{\"__proto__\":{\"x\":1}}"),
        arguments("\t{\r\n}\n", "{}"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void forwardsTheBodyThatWasJudgedAndNotTheOneThatCame(String sent, String expected) {
    assertThat(gateway.post("/payments/echo", sent).statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.last().body()).isEqualTo(expected);
    assertThat(gateway.upstream.last().headers().getFirst("Content-Length"))
        .isEqualTo(Integer.toString(expected.getBytes(StandardCharsets.UTF_8).length));
  }

  @Test
  void hidesFromTheUpstreamWhatARuleForRequestsTakes() {
    gateway.upstream.on(
        "/echo", RecordingUpstream.json(200, "{\"our_own_note\":\"a\",\"their_own_note\":\"b\"}"));
    var response =
        gateway.post("/payments/echo?our_own_note=q", "{\"a\":[{\"ourOwnNote\":\"b\"}],\"n\":1}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.last().body())
        .isEqualTo("{\"a\":[{\"ourOwnNote\":\"[redacted:not-for-upstreams]\"}],\"n\":1}");
    assertThat(gateway.upstream.last().target())
        .isEqualTo("/echo?our_own_note=%5Bredacted%3Anot-for-upstreams%5D");
    assertThat(response.body())
        .as("neither is that rule for answers, nor the other for alice, who is in support")
        .isEqualTo("{\"our_own_note\":\"a\",\"their_own_note\":\"b\"}");
    gateway.upstream.on("/echo", RecordingUpstream.json(200, "{\"ok\":true}"));
  }

  @Test
  void recordsTheMaskedFormOfExactlyWhatItForwarded() {
    var response =
        gateway.post("/payments/echo", "{ \"note\":\"ask ann@example.com\", \"n\": 1.50 }");
    String call = RunningGateway.callOf(response);
    assertThat(gateway.upstream.last().body()).contains("ann@example.com", "1.50");
    assertThat(gateway.evidence.frames(call, "request"))
        .singleElement()
        .satisfies(frame ->
            assertThat(new String(frame.value(), StandardCharsets.UTF_8))
                .contains("\"n\":1.50")
                .doesNotContain("ann@"));
  }

  static List<Arguments> addresses() {
    return List.of(
        arguments("/payments/customers/c1", "/customers/c1"),
        arguments("/payments/customers/%63%31", "/customers/c1"),
        arguments("/payments/customers/J%C3%BCrgen", "/customers/J%C3%BCrgen"),
        arguments("/payments/customers/a%20b", "/customers/a%20b"),
        arguments("/payments/customers/100%25", "/customers/100%25"),
        arguments("/payments/customers/a:b@c", "/customers/a%3Ab%40c"),
        arguments("/payments/customers?b=2&a=1", "/customers?b=2&a=1"),
        arguments("/payments/customers?q=a+b", "/customers?q=a%20b"),
        arguments("/payments/customers?q=%2B", "/customers?q=%2B"),
        arguments("/payments/customers?flag", "/customers?flag="),
        arguments("/payments/customers?q=a=b==", "/customers?q=a%3Db%3D%3D"),
        arguments("/payments/customers?path=/a/b?c", "/customers?path=%2Fa%2Fb%3Fc"),
        arguments("/payments/customers?", "/customers"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void forwardsTheAddressThatWasJudged(String sent, String expected) {
    String answer =
        gateway.raw(
            "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(sent, RunningGateway.alice()));
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(gateway.upstream.last().target()).isEqualTo(expected);
  }

  @Test
  void passesOnOnlyHeadersThatAreKnownToBeHarmless() {
    RunningGateway.send(
        gateway
            .asAlice("/payments/customers/c1")
            .header("Accept", "application/json")
            .header("Accept-Language", "de")
            .header("Idempotency-Key", "k-1")
            .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .header("Accept-Encoding", "gzip")
            .header("Cookie", "session=stolen")
            .header("X-Forwarded-For", "10.0.0.1")
            .header("Forwarded", "for=10.0.0.1")
            .header("X-User", "admin")
            .header("X-Remote-User", "admin")
            .header("X-HTTP-Method-Override", "DELETE")
            .header("Range", "bytes=0-1")
            .header("If-None-Match", "\"x\"")
            .header("Countersign-Session", "mine")
            .header("Proxy-Authorization", "Basic x")
            .header("TE", "trailers"));
    Headers headers = gateway.upstream.last().headers();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(headers.keySet());
    assertThat(names)
        .containsExactlyInAnyOrder(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Connection",
            "Host",
            "Idempotency-Key",
            "Traceparent",
            "User-Agent");
    assertThat(headers.getFirst("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void putsTheStoredCredentialInThePlaceOfTheCallersToken() {
    gateway.get("/payments/customers/c1");
    assertThat(gateway.upstream.last().headers().get("Authorization"))
        .containsExactly("Bearer the-upstreams-own-secret");
  }

  @Test
  void forwardsADeleteAndAPutWithTheirOwnShapes() {
    RunningGateway.send(gateway.asAlice("/payments/things/7").DELETE());
    assertThat(gateway.upstream.last().method()).isEqualTo("DELETE");
    assertThat(gateway.upstream.last().body()).isEmpty();
    RunningGateway.send(
        gateway
            .asAlice("/payments/things/7?dry=1")
            .header("Content-Type", "application/json; charset=UTF-8")
            .PUT(BodyPublishers.ofString("{\"a\":1}")));
    assertThat(gateway.upstream.last().method()).isEqualTo("PUT");
    assertThat(gateway.upstream.last().target()).isEqualTo("/things/7?dry=1");
    assertThat(gateway.upstream.last().body()).isEqualTo("{\"a\":1}");
  }
}
