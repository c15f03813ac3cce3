package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The chapter in which an auditor replays a session from its recording.
final class ReplayedSession {
  private static final int FRAMES = 4;

  private final Stage stage;
  private final Story story;

  ReplayedSession(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  /// @param session Alice's session: a look-up and a refund, so two requests and two answers
  void tell(String session) throws IOException, InterruptedException {
    story.chapter("The session, replayed from its recording");
    story.tell("Ann, an auditor, asks the replay-service for Alice's session " + session + ":");
    String path =
        "/api/v1/sessions/" + URLEncoder.encode(session, StandardCharsets.UTF_8) + "/frames";
    stage.until(() -> frames(path).size() >= FRAMES);
    List<JsonNode> frames = frames(path);
    frames.forEach(frame ->
        story.show(
            "%-8s %-14s %s"
                .formatted(
                    frame.path("direction").asString(""),
                    frame.path("function").asString(""),
                    frame.path("text").asString("(bytes)").strip())));
    story.expect(
        frames.size() == FRAMES,
        "two requests and two answers, in order",
        frames.size() + " frames");
    String secret = stage.behind("/customers/c-1001").json().path("email").asString("?");
    story.expect(
        frames.size() == FRAMES
            && frames.stream().noneMatch(frame -> frame.toString().contains(secret)),
        "the recording holds what Alice saw: masked",
        "an e-mail address is in it");
    Reply curious = stage.ask("alice", Port.REPLAY, "GET", path);
    story.expect(curious.status() == 403, "Alice herself may not read recordings", curious.brief());
  }

  private List<JsonNode> frames(String path) throws IOException, InterruptedException {
    Reply reply = stage.ask("ann", Port.REPLAY, "GET", path);
    return reply.json().path("items").valueStream().toList();
  }
}
