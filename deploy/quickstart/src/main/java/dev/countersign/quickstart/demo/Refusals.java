package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// The chapter about calls that are refused.
final class Refusals {
  private static final String CUSTOMER = "/payments/customers/c-1001";

  private final Stage stage;
  private final Story story;

  Refusals(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  void tell() throws IOException, InterruptedException {
    story.chapter("Calls that are refused");
    long before = stage.received();
    guardrail();
    wrongGroup();
    stolenToken();
    tokenForAnotherAudience();
    noToken();
    story.expect(
        stage.received() == before, "none of these calls reached the back office", "one did");
  }

  private void guardrail() throws IOException, InterruptedException {
    story.tell("Alice may query customers, but not with everything:");
    String body = "{\"sql\":\"DROP TABLE customers\"}";
    story.show("POST /payments/query " + body);
    Reply reply = stage.call("alice", "POST", "/payments/query", body);
    story.show(reply.brief());
    story.expect(
        reply.status() == 403
            && reply.problem().equals("guardrail")
            && reply.text().contains("Dropping tables is not allowed here."),
        "a guardrail on the arguments refuses it, in the operator's words",
        reply.brief());
  }

  private void wrongGroup() throws IOException, InterruptedException {
    story.tell("Eve is in no group that may call this:");
    Reply refused = stage.call("eve", "GET", CUSTOMER, "");
    story.show(refused.brief());
    story.expect(refused.status() == 403, "she is refused", refused.brief());
    Reply unknown = stage.call("eve", "GET", "/no-such-connection/at/all", "");
    story.expect(
        Arrays.equals(refused.body(), unknown.body()) && refused.status() == unknown.status(),
        "and cannot tell what exists from what does not",
        unknown.brief());
  }

  private void stolenToken() throws IOException, InterruptedException {
    story.tell("Somebody got hold of an agent's token and tries the back office with it:");
    Reply reply = stage.call("airline-agent", "GET", CUSTOMER, "");
    story.show(reply.brief());
    story.expect(
        reply.status() == 403, "it works for nothing outside of its grants", reply.brief());
  }

  private void tokenForAnotherAudience() throws IOException, InterruptedException {
    story.tell("A token of the same issuer, made for the newsletter, its groups say support:");
    Reply reply = stage.call("newsletter-app", "GET", CUSTOMER, "");
    story.show(reply.brief());
    story.expect(
        reply.status() == 401 && reply.problem().equals("invalid-token"),
        "it was not made for Countersign",
        reply.brief());
    story.tell("Alice's own token, edited so that she leads payments:");
    String edited = edited(stage.token("alice"));
    Reply forged = stage.callWith(Http.bearer(edited), "GET", CUSTOMER, "");
    story.show(forged.brief());
    story.expect(forged.status() == 401, "its signature does not hold", forged.brief());
  }

  private void noToken() throws IOException, InterruptedException {
    Reply reply = stage.callWith(Map.of(), "GET", CUSTOMER, "");
    story.expect(
        reply.status() == 401 && reply.header("WWW-Authenticate").startsWith("Bearer"),
        "no token at all: 401, and the answer says what is wanted",
        reply.brief());
  }

  /// The token with other groups, under its old signature.
  private static String edited(String token) {
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String better = claims.replace("\"support\"", "\"support\",\"payments-leads\"");
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(better.getBytes(StandardCharsets.UTF_8));
    return String.join(".", parts);
  }
}
