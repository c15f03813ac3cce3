package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.test.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was judged is what the upstream gets, or the upstream gets nothing: every odd request is
/// sent as bytes, and what the upstream received, read by another reader than ours, is compared
/// with the arguments that were judged and recorded.
class DifferentialIT {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();
  private static final Pattern CALL = Pattern.compile("(?i)\r\nCountersign-Call: (\\S+)");
  private static final Pattern THING = Pattern.compile("/things/([^/?]+)");
  private static final List<String> FIELDS =
      List.of(
          "accept",
          "accept-encoding",
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "host",
          "user-agent");

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final List<Outcome> OUTCOMES = sendAll();

  /// What became of one request: the answers it got, and the requests it caused upstream.
  record Outcome(String what, String answer, List<RawUpstream.Seen> forwarded) {
    @Override
    public String toString() {
      return what;
    }

    String call() {
      Matcher call = CALL.matcher(answer);
      assertThat(call.find()).as(answer).isTrue();
      return call.group(1);
    }
  }

  static Stream<Outcome> outcomes() {
    return OUTCOMES.stream();
  }

  private static List<Outcome> sendAll() {
    String token = RunningGateway.alice();
    List<Outcome> outcomes = new ArrayList<>();
    OddRequests.all()
        .forEach(odd -> {
          int before = RawUpstream.shared().all().size();
          String answer = send(withToken(odd.bytes(), token));
          List<RawUpstream.Seen> all = RawUpstream.shared().all();
          outcomes.add(new Outcome(odd.what(), answer, all.subList(before, all.size())));
        });
    return outcomes;
  }

  private static byte[] withToken(byte[] request, String token) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    return text.replace("@token@", token).getBytes(StandardCharsets.ISO_8859_1);
  }

  // The sending half is closed, so that a request that is too short ends.
  private static String send(byte[] request) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket("127.0.0.1", GATEWAY.port())) {
      socket.setSoTimeout(Patience.MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      socket.getInputStream().transferTo(answer);
    } catch (java.net.SocketException e) {
      // The gateway has closed the connection before it had read all: what it said is here.
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outcomes")
  void whatWasJudgedIsWhatTheUpstreamGotOrItGotNothing(Outcome outcome) {
    if (outcome.forwarded().isEmpty()) {
      assertThat(outcome.answer()).doesNotStartWith("HTTP/1.1 200");
      return;
    }
    assertThat(outcome.forwarded()).as("one request, never two").hasSize(1);
    RawUpstream.Seen seen = outcome.forwarded().getFirst();
    assertThat(outcome.answer()).startsWith("HTTP/1.1 200");
    assertThat(judged(outcome.call())).isEqualTo(received(seen));
    assertHead(seen);
  }

  private static JsonNode judged(String call) {
    byte[] frame = GATEWAY.evidence.frames(call, "request").getFirst().value();
    return JSON.readTree(frame);
  }

  private static void assertHead(RawUpstream.Seen seen) {
    List<String> names =
        seen.fields().stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
    assertThat(names).doesNotHaveDuplicates().isSubsetOf(FIELDS);
    assertThat(seen.fields()).contains("authorization: bearer the-upstreams-own-secret");
    assertThat(seen.head()).doesNotContain("smuggled", "admin", "evil");
  }

  // Path variable, query, body: read from what the upstream got, by other means than the gateway's.
  private static ObjectNode received(RawUpstream.Seen seen) {
    ObjectNode arguments = JSON.createObjectNode();
    String target = seen.target();
    int query = target.indexOf('?');
    Matcher thing = THING.matcher(query < 0 ? target : target.substring(0, query));
    if (thing.matches()) {
      arguments.put("id", decoded(thing.group(1).replace("+", "%2B")));
    }
    if (query >= 0) {
      for (String parameter : target.substring(query + 1).split("&", -1)) {
        int equals = parameter.indexOf('=');
        arguments.put(
            decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
      }
    }
    body(seen).ifPresent(body -> addBody(arguments, body));
    return arguments;
  }

  private static void addBody(ObjectNode arguments, JsonNode body) {
    if (body instanceof ObjectNode object) {
      object.properties().forEach(member -> arguments.set(member.getKey(), member.getValue()));
    } else {
      arguments.set("body", body);
    }
  }

  private static Optional<JsonNode> body(RawUpstream.Seen seen) {
    return seen.body().length == 0
        ? Optional.empty()
        : Optional.of(JSON.readTree(new String(seen.body(), StandardCharsets.UTF_8)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Test
  void theCorpusIsLargeAndSomeOfItPasses() {
    long forwarded = OUTCOMES.stream().filter(each -> !each.forwarded().isEmpty()).count();
    assertThat(OUTCOMES).hasSizeGreaterThan(300);
    assertThat(forwarded).isBetween(50L, 150L);
  }
}
