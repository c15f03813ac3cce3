package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.util.Map;

/// The chapter about a call that needs a second person.
final class HeldRefund {
  private static final String PATH = "/payments/refunds";
  private static final String BODY =
      "{\"customer\":\"c-1002\",\"amount\":2500.00,\"reason\":\"double charge\"}";
  private static final String OTHER_BODY =
      "{\"customer\":\"c-1002\",\"amount\":9500.00,\"reason\":\"double charge\"}";

  private final Stage stage;
  private final Story story;

  HeldRefund(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  void tell() throws IOException, InterruptedException {
    story.chapter("A large refund waits for a second person");
    long before = stage.received();
    String approval = hold();
    story.expect(
        stage.received() == before,
        "the back office has heard nothing of it",
        "it has been called");
    if (approval.isEmpty()) {
      return;
    }
    stage.until(() -> seenBy("lena", approval).status() == 200);
    refuseSelfApproval(approval);
    approve(approval);
    refuseOtherArguments(approval);
    long beforeRetry = stage.received();
    Reply done = complete(approval);
    repeat(approval, done);
    story.expect(
        stage.received() == beforeRetry + 1,
        "the back office was called exactly once",
        (stage.received() - beforeRetry) + " times");
  }

  private String hold() throws IOException, InterruptedException {
    story.tell("Mara helps out in support and asks for a refund of 2500.00. That is a high risk:");
    story.show("POST " + PATH + " " + BODY);
    Reply held = stage.call("mara", "POST", PATH, BODY, Map.of("Prefer", "wait=0"));
    story.show(held.status() + " " + held.text());
    story.expect(held.status() == 202, "the call is held: 202, not yet done", held.brief());
    story.expect(
        !held.header("Location").isEmpty() && !held.header("Retry-After").isEmpty(),
        "she is told where to look and when: " + held.header("Location"),
        "Location or Retry-After is missing");
    return held.json().path("approval").asString("");
  }

  private void refuseSelfApproval(String approval) throws IOException, InterruptedException {
    story.tell("Mara leads payments herself. She tries to approve her own request:");
    Reply own = decide("mara", approval);
    story.show(own.brief());
    story.expect(
        own.status() == 403 && own.problem().equals("own-request"),
        "nobody approves their own request",
        own.brief());
  }

  private void approve(String approval) throws IOException, InterruptedException {
    story.tell(
        "Lena, another lead, sees what she would sign: function, masked arguments, requester.");
    Reply seen = seenBy("lena", approval);
    story.show(seen.status() + " shown: " + seen.json().path("shown"));
    Reply reply = decide("lena", approval);
    story.expect(
        reply.status() == 200 && reply.json().path("state").asString("").equals("approved"),
        "Lena approves",
        reply.brief());
  }

  private void refuseOtherArguments(String approval) throws IOException, InterruptedException {
    story.tell("Mara tries to use the approval for 9500.00 instead:");
    Reply other = retry(approval, OTHER_BODY);
    story.show(other.brief());
    story.expect(
        other.problem().equals("approval-mismatch"),
        "an approval is for one call and its exact arguments",
        other.brief());
  }

  private Reply complete(String approval) throws IOException, InterruptedException {
    story.tell("Mara sends the approved call again, naming the approval:");
    Reply done = retry(approval, BODY);
    story.show(done.status() + " " + done.text());
    story.expect(done.status() == 201, "now the refund is paid", done.brief());
    return done;
  }

  private void repeat(String approval, Reply done) throws IOException, InterruptedException {
    story.tell("Had the answer got lost, she would send the call once more:");
    // Until the answer is in the recording, it is pending.
    stage.until(() -> !retry(approval, BODY).problem().equals("outcome-pending"));
    Reply again = retry(approval, BODY);
    story.show(again.status() + " " + again.text());
    story.expect(
        again.status() == done.status()
            && again.text().equals(done.text())
            && again.header("Countersign-Replayed").equals(done.header("Countersign-Call")),
        "she gets the same answer, marked as that of the call that was carried out",
        again.brief());
  }

  private Reply seenBy(String who, String approval) throws IOException, InterruptedException {
    return stage.ask(who, Port.APPROVAL, "GET", "/api/v1/approvals/" + approval);
  }

  private Reply retry(String approval, String body) throws IOException, InterruptedException {
    return stage.call("mara", "POST", PATH, body, Map.of("Countersign-Approval", approval));
  }

  private Reply decide(String who, String approval) throws IOException, InterruptedException {
    return stage.ask(who, Port.APPROVAL, "POST", "/api/v1/approvals/" + approval + "/approve");
  }
}
