package dev.countersign.approval.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.evidence.record.ApprovalBody.ApprovalReviewed;
import dev.countersign.evidence.record.ApprovalBody.ApprovalRevoked;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Glass;
import dev.countersign.evidence.record.ApprovalTerms.Minimum;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.test.TestIssuer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a rule may ask of people beyond a number of them.
class TermsIT extends ApprovalIT {
  private static final String ISSUER = TestIssuer.shared().issuer();

  @Test
  void wantsPeopleOfEachGroupThatHasAMinimum() {
    ApprovalTerms each =
        terms(List.of(new Minimum("leads", 1), new Minimum("risk", 1)), null, null, null, null);
    UUID id = service.ask(service.refund().from("leads", "risk").quorum(2).terms(each));
    assertThat(service.approve(id, service.person("bob", "leads")).state()).isEqualTo("requested");
    assertThat(service.approve(id, service.person("carol", "leads")).state())
        .isEqualTo("requested");
    Answer last = service.approve(id, service.person("dave", "risk"));
    assertThat(last.state()).isEqualTo("approved");
    assertThat(last.body().at("/terms/minimums/1/group").asString()).isEqualTo("risk");
    assertThat(service.topics().evidence(ApprovalRequested.class, id).getFirst().terms())
        .isEqualTo(each);
  }

  @Test
  void takesSoManyDenialsAndACommentWhereTheTermsSaySo() {
    UUID id = service.ask(service.refund().terms(terms(null, 2, null, null, true)));
    String bob = service.person("bob", "leads");
    refused(service.deny(id, bob), 400, "comment-required");
    refused(service.post("/" + id + "/deny", bob, "{\"comment\":\"  \"}"), 400, "comment-required");
    assertThat(service.post("/" + id + "/deny", bob, comment("no")).state()).isEqualTo("requested");
    String carol = service.person("carol", "leads");
    assertThat(service.post("/" + id + "/deny", carol, comment("no")).state()).isEqualTo("denied");
  }

  @Test
  void theOwnerOfAnAgentDoesNotDecide() {
    List<Party> owners = List.of(Party.actor("olga", ISSUER, null));
    UUID id = service.ask(service.refund().terms(terms(null, null, owners, null, null)));
    refused(service.approve(id, service.person("olga", "leads")), 403, "own-request");
  }

  @Test
  void asksForABetterAuthentication() {
    ApprovalTerms strict =
        new ApprovalTerms(null, null, null, null, null, 300L, List.of("mfa"), null, null);
    UUID id = service.ask(service.refund().terms(strict));
    Answer answer = service.approve(id, service.person("bob", "leads"));
    refused(answer, 401, "insufficient-user-authentication");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("insufficient_user_authentication", "max_age=\"300\"", "acr_values=\"mfa\"");
    assertThat(service.get("/" + id, service.person("bob", "leads")).state())
        .isEqualTo("requested");
  }

  @Test
  void isRevokedByWhoApprovedOrMayAndThenServesNobody() {
    for (String revoker : List.of("bob leads", "sue security")) {
      UUID id =
          service.ask(service.refund().terms(terms(null, null, null, List.of("security"), null)));
      String[] of = revoker.split(" ");
      String token = service.person(of[0], of[1]);
      refused(service.post("/" + id + "/revoke", token, null), status(of), problem(of));
      service.approve(id, service.person("bob", "leads"));
      refused(
          service.post("/" + id + "/revoke", service.person("carol", "leads"), null),
          403,
          "not-a-revoker");
      Answer revoked = service.post("/" + id + "/revoke", token, comment("wrong customer"));
      assertThat(revoked.state()).isEqualTo("revoked");
      assertThat(revoked.body().at("/acts/0/kind").asString()).isEqualTo("revoked");
      refused(service.consume(id), 409, "not-approved");
      refused(service.post("/" + id + "/revoke", token, null), 409, "already-decided");
      assertThat(service.topics().evidence(ApprovalRevoked.class, id))
          .singleElement()
          .satisfies(record -> assertThat(record.subject().id()).isEqualTo(of[0]));
    }
  }

  private static int status(String[] of) {
    return of[0].equals("bob") ? 403 : 409;
  }

  private static String problem(String[] of) {
    return of[0].equals("bob") ? "not-a-revoker" : "not-approved";
  }

  @Test
  void cannotBeRevokedAfterItsUse() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    service.approve(id, bob);
    assertThat(service.consume(id).status()).isEqualTo(200);
    refused(service.post("/" + id + "/revoke", bob, null), 409, "already-consumed");
  }

  @Test
  void showsCommentsToWhoSeesItWithNothingHiddenInThem() {
    UUID id = service.ask(service.refund().justification("urgent\u202E"));
    String body = "{\"comment\":\"ask\\u202eEVE\"}";
    service.post("/" + id + "/comment", service.person("alice", "support"), body);
    Answer seen = service.get("/" + id, service.person("bob", "leads"));
    assertThat(seen.state()).isEqualTo("requested");
    assertThat(seen.body().at("/acts/0/text").asString()).isEqualTo("ask\\u{202E}EVE");
    assertThat(seen.body().at("/justification").asString()).isEqualTo("urgent\\u{202E}");
    refused(
        service.post("/" + id + "/comment", service.person("mallory", "support"), body),
        404,
        "not-found");
  }

  @Test
  void aBrokenGlassRunsAtOnceAndIsShownUntilSomebodyJudgedIt() {
    ApprovalTerms glass =
        new ApprovalTerms(
            null, null, null, null, null, null, null, null, new Glass(List.of("security"), 86_400));
    UUID id = service.ask(service.refund().terms(glass).justification("everything burns"));
    assertThat(service.topics().evidence(ApprovalDecided.class, id))
        .singleElement()
        .satisfies(record -> assertThat(record.verdict()).isEqualTo("broken-glass"));
    assertThat(service.consume(id).status()).isEqualTo(200);
    String sue = service.person("sue", "security");
    assertThat(idsToReview(sue)).contains(id.toString());
    String verdict = "{\"verdict\":\"unjustified\",\"comment\":\"could have waited\"}";
    refused(
        service.post("/" + id + "/review", service.person("alice", "security"), verdict),
        403,
        "own-request");
    refused(
        service.post("/" + id + "/review", service.person("bob", "leads"), verdict),
        403,
        "not-a-reviewer");
    Answer judged = service.post("/" + id + "/review", sue, verdict);
    assertThat(judged.state()).isEqualTo("consumed");
    refused(service.post("/" + id + "/review", sue, verdict), 409, "already-reviewed");
    assertThat(idsToReview(sue)).doesNotContain(id.toString());
    assertThat(service.topics().evidence(ApprovalReviewed.class, id))
        .singleElement()
        .satisfies(record -> assertThat(record.verdict()).isEqualTo("unjustified"));
  }

  @Test
  void whatNobodyBrokeIsNotJudged() {
    UUID id = service.ask(service.refund());
    String verdict = "{\"verdict\":\"justified\",\"comment\":\"fine\"}";
    refused(
        service.post("/" + id + "/review", service.person("bob", "leads"), verdict),
        409,
        "no-broken-glass");
  }

  @Test
  void anAgentThatActsForNobodyAsksToo() {
    UUID id = service.ask(service.refund().withoutSubject());
    assertThat(service.approve(id, service.person("bob", "leads")).state()).isEqualTo("approved");
    String agent = service.person("support-agent");
    assertThat(service.post("/" + id + "/withdraw", agent, null).state()).isEqualTo("withdrawn");
  }

  @Test
  void listsWhatWaitsForTheReaderAndWhatItReviewed() {
    String bob = service.person("bob", "leads");
    UUID open = service.ask(service.refund());
    UUID reviewed = service.ask(service.refund().quorum(2));
    service.approve(reviewed, bob);
    assertThat(ids("?toDecide=true", bob)).contains(open.toString());
    assertThat(ids("?toDecide=true", bob)).doesNotContain(reviewed.toString());
    assertThat(ids("?reviewed=true", bob)).contains(reviewed.toString());
    assertThat(ids("?reviewed=true", bob)).doesNotContain(open.toString());
    assertThat(ids("?toDecide=true", service.person("alice", "leads")))
        .doesNotContain(open.toString());
    assertThat(ids("?newerThan=PT1H", bob)).contains(open.toString());
    assertThat(ids("?olderThan=PT1H", bob)).doesNotContain(open.toString());
    refused(service.get("?olderThan=soon", bob), 400, "malformed-request");
  }

  private List<String> idsToReview(String token) {
    return ids("?toReview=true", token);
  }

  private List<String> ids(String query, String token) {
    return service
        .get(query, token)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("id").asString())
        .toList();
  }

  private static ApprovalTerms terms(
      @Nullable List<Minimum> minimums,
      @Nullable Integer denials,
      @Nullable List<Party> owners,
      @Nullable List<String> revokers,
      @Nullable Boolean comment) {
    return new ApprovalTerms(minimums, denials, owners, revokers, comment, null, null, null, null);
  }

  private static String comment(String text) {
    return "{\"comment\":\"%s\"}".formatted(text);
  }

  private static void refused(Answer answer, int status, String problem) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }
}
