package dev.countersign.gateway.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.CallIds;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.SessionId;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionLimits;
import dev.countersign.gateway.config.ConnectionType;
import dev.countersign.gateway.config.FunctionTable;
import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.Profile;
import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingContext.Direction;
import dev.countersign.masking.MaskingKeys;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingScope;
import dev.countersign.masking.MaskingStrategy;
import dev.countersign.masking.MediaKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
  private static final MaskingScope ANSWERS = MaskingScope.everywhere().in(Direction.RESPONSE);
  private static final MaskingScope REQUESTS = MaskingScope.everywhere().in(Direction.REQUEST);
  private static final MaskingRule TOKEN = MaskingRule.key("token", "token");
  private static final MaskingRule EMAIL = MaskingRule.detect("email", Detector.EMAIL);
  private static final CanonicalRequest REQUEST =
      new CanonicalRequest(
          "POST",
          "/a%40b.org?to=a%40b.org&q=a%20b",
          List.of(),
          "{\"to\":\"a@b.org\",\"token\":\"t\"}".getBytes(UTF_8));

  private final Masks masks = new Masks();

  @Test
  void masksWhatTheUpstreamGetsByTheRulesForRequestsAlone() {
    Connection connection = connection(scoped(EMAIL, REQUESTS), scoped(TOKEN, ANSWERS));
    CanonicalRequest sent = masks.sent(connection, call("f"), REQUEST).orElseThrow();
    assertThat(sent.target()).isEqualTo("/a%40b.org?to=%5Bredacted%3Aemail%5D&q=a%20b");
    assertThat(sent.body())
        .isEqualTo("{\"to\":\"[redacted:email]\",\"token\":\"t\"}".getBytes(UTF_8));
  }

  @Test
  void writesSpacesInAQueryAsTheGatewayAlwaysDoes() {
    MaskingRule rule = new MaskingRule.Key("q", List.of("q"), MaskingStrategy.fixed("not for you"));
    CanonicalRequest sent =
        masks.sent(connection(scoped(rule, REQUESTS)), call("f"), REQUEST).orElseThrow();
    assertThat(sent.target()).isEqualTo("/a%40b.org?to=a%40b.org&q=not%20for%20you");
  }

  @Test
  void sendsNothingOfAParameterThatIsDropped() {
    MaskingRule to = new MaskingRule.Key("to", List.of("to"), MaskingStrategy.drop());
    MaskingRule q = new MaskingRule.Path("q", "$.q", MaskingStrategy.drop());
    assertThat(target("/a?to=1&q=2&b=3", to)).isEqualTo("/a?q=2&b=3");
    assertThat(target("/a?to=1&q=2&b=3", to, q)).isEqualTo("/a?b=3");
    assertThat(target("/a?to=1&q=2", to, q)).isEqualTo("/a");
    assertThat(target("/a", to, q)).isEqualTo("/a");
  }

  @Test
  void masksAQueryAsItMasksABody() {
    MaskingRule key = MaskingRule.key("key", "api_key");
    MaskingRule path = MaskingRule.path("path", "$.p");
    assertThat(target("/api_key/p?apiKey=x&p=1&a=apiKey%3Dx%26p%3D2&note=to+a%40b.org", key, path))
        .isEqualTo(
            "/api_key/p?apiKey=%5Bredacted%3Akey%5D&p=%5Bredacted%3Apath%5D"
                + "&a=apiKey%3Dx%26p%3D2&note=to%20a%40b.org");
    assertThat(target("/a?%61pi_key=x&API-KEY=&a%40b.org=1&j=%7B%22p%22%3A%22x%22%7D", key, EMAIL))
        .isEqualTo(
            "/a?%61pi_key=%5Bredacted%3Akey%5D&API-KEY=%5Bredacted%3Akey%5D"
                + "&%5Bredacted%3Aemail%5D=1&j=%7B%22p%22%3A%22x%22%7D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a?q=%", "/a?q=%zz", "/a?q=%ff", "/a?%c0%af=1"})
  void sendsNoQueryThatCannotBeRead(String target) {
    Connection connection = connection(scoped(EMAIL, REQUESTS));
    CanonicalRequest request = new CanonicalRequest("GET", target, List.of(), "{}".getBytes(UTF_8));
    assertThat(masks.sent(connection, call("f"), request)).isEmpty();
  }

  private String target(String target, MaskingRule... rules) {
    Connection connection =
        connection(Stream.of(rules).map(r -> scoped(r, REQUESTS)).toArray(MaskingRule[]::new));
    CanonicalRequest request = new CanonicalRequest("GET", target, List.of(), "{}".getBytes(UTF_8));
    return masks.sent(connection, call("f"), request).orElseThrow().target();
  }

  @Test
  void sendsTheRequestAsItIsWhereNoRuleIsForRequests() {
    Connection connection = connection(scoped(EMAIL, ANSWERS));
    assertThat(masks.sent(connection, call("f"), REQUEST)).containsSame(REQUEST);
  }

  @Test
  void sendsNothingThatCannotBeMasked() {
    Connection connection = connection(scoped(EMAIL, REQUESTS));
    CanonicalRequest broken =
        new CanonicalRequest("POST", "/a", List.of(), "{\"a\":".getBytes(UTF_8));
    assertThat(masks.sent(connection, call("f"), broken)).isEmpty();
  }

  @Test
  void showsAnswersByFunctionAndClearance() throws IOException {
    Connection connection =
        connection(scoped(EMAIL, ANSWERS.of("f")), scoped(TOKEN, ANSWERS.notFor("audit")));
    assertThat(answer(connection, call("f")))
        .isEqualTo("{\"to\":\"[redacted:email]\",\"token\":\"[redacted:token]\"}");
    assertThat(answer(connection, call("g")))
        .isEqualTo("{\"to\":\"a@b.org\",\"token\":\"[redacted:token]\"}");
    assertThat(answer(connection, call("g", "audit")))
        .isEqualTo("{\"to\":\"a@b.org\",\"token\":\"t\"}");
  }

  @Test
  void showsArgumentsByEveryRuleWhoeverCalls() {
    Connection connection =
        connection(scoped(EMAIL, ANSWERS.of("g")), scoped(TOKEN, REQUESTS.notFor("audit")));
    assertThat(masks.shown(connection, "{\"to\":\"a@b.org\",\"token\":\"t\"}".getBytes(UTF_8)))
        .map(bytes -> new String(bytes, UTF_8))
        .contains("{\"to\":\"[redacted:email]\",\"token\":\"[redacted:token]\"}");
  }

  private String answer(Connection connection, Call call) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var session = masks.open(connection, call, MediaKind.JSON);
    session.feed("{\"to\":\"a@b.org\",\"token\":\"t\"}".getBytes(UTF_8), out::write);
    session.finish(out::write);
    return out.toString(UTF_8);
  }

  private static MaskingRule scoped(MaskingRule rule, MaskingScope scope) {
    return new MaskingRule.Scoped(rule, scope, 0);
  }

  private static Call call(String function, String... groups) {
    CallId id = new CallIds(Clock.systemUTC(), new SecureRandom()).next();
    Subject subject = new Subject("alice", "https://one", Set.of(groups), null);
    Caller caller = new Caller(subject, List.of(), "sha-256:" + "0".repeat(64), null);
    Operation operation = new Operation("shop", function, Protocol.HTTP, "POST /a", Arguments.NONE);
    return new Call(id, SessionId.of(id), null, caller, operation);
  }

  private static Connection connection(MaskingRule... rules) {
    return new Connection(
        "shop",
        ConnectionType.HTTP,
        URI.create("https://inner.example"),
        null,
        new FunctionTable(List.of()),
        List.of(),
        List.of(),
        List.of(),
        Masking.of(List.of("test"), List.of(rules), MaskingKeys.none()),
        Profile.STANDARD,
        ConnectionLimits.DEFAULT);
  }
}
