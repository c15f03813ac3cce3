package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Chapters about calls that are let through.
final class PermittedCalls {
  private final Stage stage;
  private final Story story;

  PermittedCalls(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  /// A look-up whose answer is masked; returns the session it happened in.
  String maskedLookup() throws IOException, InterruptedException {
    story.chapter("A call that is allowed, with its answer masked");
    story.tell("What the back office holds about customer c-1001, seen from inside:");
    Reply inside = stage.behind("/customers/c-1001");
    story.show(inside.text());
    story.tell("Alice of support asks for the same customer, through the gateway:");
    story.show("GET /payments/customers/c-1001");
    Reply reply = stage.call("alice", "GET", "/payments/customers/c-1001", "");
    story.show(reply.status() + " " + reply.text());
    story.expect(reply.status() == 200, "the call went through", reply.brief());
    JsonNode secret = inside.json();
    for (String field : List.of("email", "card", "ssn")) {
      String value = secret.path(field).asString("?");
      story.expect(
          reply.status() == 200 && !reply.text().contains(value),
          "her answer does not hold the " + field,
          "it does");
    }
    story.expect(
        reply.text().contains(secret.path("id").asString("?")),
        "what is not sensitive is still there",
        "it is gone");
    story.expect(
        reply.header("Countersign-Receipt").split("\\.").length == 3,
        "a signed receipt promises that the call is in the log",
        "there is no receipt");
    return reply.header("Countersign-Session");
  }

  void smallRefund(String session) throws IOException, InterruptedException {
    story.chapter("A small refund");
    story.tell("Alice refunds 40.00. The rules call that a low risk:");
    String body = "{\"customer\":\"c-1001\",\"amount\":40.00,\"reason\":\"late delivery\"}";
    story.show("POST /payments/refunds " + body);
    Map<String, String> headers = Map.of("Countersign-Session", session);
    Reply reply = stage.call("alice", "POST", "/payments/refunds", body, headers);
    story.show(reply.status() + " " + reply.text());
    story.expect(reply.status() == 201, "the refund is paid at once", reply.brief());
    story.expect(
        reply.header("Countersign-Session").equals(session),
        "it belongs to the same session as her look-up",
        "the session is " + reply.header("Countersign-Session"));
  }
}
