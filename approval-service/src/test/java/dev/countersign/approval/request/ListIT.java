package dev.countersign.approval.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.RunningService.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListIT extends ApprovalIT {
  // Nobody else in these tests asks this group.
  private final String group = "group-" + UUID.randomUUID();

  @Test
  void showsReviewersWhatTheyMayDecideNewestFirst() {
    UUID first = service.ask(service.refund().from(group));
    UUID second = service.ask(service.refund().from(group, "owners"));
    service.ask(service.refund().from("others"));
    assertThat(ids(list("", reviewer()))).containsExactly(second, first);
    assertThat(ids(list("", service.person("eve", "nobodys")))).isEmpty();
  }

  @Test
  void goesOnWhereThePageBeforeEnded() {
    List<UUID> asked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      asked.add(service.ask(service.refund().from(group)));
    }
    String bob = reviewer();
    Answer first = list("?limit=2", bob);
    Answer second = list("?limit=2&cursor=" + next(first), bob);
    Answer third = list("?limit=2&cursor=" + next(second), bob);
    assertThat(third.body().has("next")).isFalse();
    List<UUID> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(second));
    seen.addAll(ids(third));
    assertThat(seen).containsExactlyElementsOf(asked.reversed());
  }

  @Test
  void showsOneStateWhenAsked() {
    UUID open = service.ask(service.refund().from(group));
    UUID denied = service.ask(service.refund().from(group));
    String bob = reviewer();
    service.deny(denied, bob);
    assertThat(ids(list("?state=denied", bob))).containsExactly(denied);
    assertThat(ids(list("?state=requested", bob))).containsExactly(open);
    assertThat(list("?state=pending", bob).problem()).isEqualTo("malformed-request");
  }

  @Test
  void showsRequestersTheirOwnAndOnlyThoseWithMine() {
    UUID own = service.ask(service.refund().from(group));
    String alice = service.person("alice", "leads");
    assertThat(ids(list("?limit=1000&mine=true", alice))).contains(own);
    assertThat(ids(list("?limit=1000", alice))).contains(own);
    String bob = reviewer();
    assertThat(ids(list("?mine=true", bob))).isEmpty();
  }

  @Test
  void showsWhatOneReviewedAfterLeavingTheGroup() {
    UUID reviewed = service.ask(service.refund().from(group));
    service.approve(reviewed, reviewer());
    String whoLeft = service.person("reviewer-of-" + group);
    assertThat(ids(list("", whoLeft))).containsExactly(reviewed);
  }

  @Test
  void showsAuditorsEverything() {
    UUID id = service.ask(service.refund().from(group));
    assertThat(ids(list("?limit=1", service.person("vera", "auditors")))).containsExactly(id);
  }

  @Test
  void refusesLimitsAndCursorsThatItNeverGaveOut() {
    String bob = reviewer();
    for (String query : List.of("?limit=0", "?limit=1001", "?limit=x", "?cursor=x", "?mine=x")) {
      Answer answer = list(query, bob);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("malformed-request");
    }
  }

  // Nobody else in these tests has reviewed anything under this name.
  private String reviewer() {
    return service.person("reviewer-of-" + group, group);
  }

  private Answer list(String query, String token) {
    return service.get(query, token);
  }

  private static String next(Answer page) {
    return page.body().get("next").asString();
  }

  private static List<UUID> ids(Answer page) {
    return page.body()
        .get("items")
        .valueStream()
        .map(item -> UUID.fromString(item.get("id").asString()))
        .toList();
  }
}
