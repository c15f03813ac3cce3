package dev.countersign.approval.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.RunningService;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.approval.TestRequests;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.Review;
import dev.countersign.service.sealing.ClearedView;
import dev.countersign.test.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who sees how much of the arguments.
class ClearedViewIT extends ApprovalIT {
  private static final List<String> FRAUD = List.of("fraud", "risk");
  private static final List<String> CARDS = List.of("cards");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UUID approval = TestRequests.version7(Clock.systemUTC().instant());
  private byte[] key;

  @BeforeEach
  void fetchTheKey() {
    key = Base64.getUrlDecoder().decode(viewKey(service));
  }

  private String viewKey(RunningService from) {
    String search =
        """
        {"subject":"alice","issuer":"%s","actors":[],"connection":"payments",
         "function":"refund","policy":"%s","masking":["pii"]}
        """
            .formatted(TestIssuer.shared().issuer(), TestRequests.POLICY);
    return from.post("/open", from.gateway(), search).body().get("viewKey").asString();
  }

  private ClearedView view(String json, List<List<String>> clearances) {
    return ClearedView.seal(
        approval.toString(), clearances, json.getBytes(StandardCharsets.UTF_8), key, RANDOM);
  }

  private ClearedView fraud() {
    return view("{\"ssn\":\"078-05\",\"card\":\"***\"}", List.of(FRAUD));
  }

  private ClearedView both() {
    return view("{\"ssn\":\"078-05\",\"card\":\"4111\"}", List.of(CARDS, FRAUD));
  }

  private UUID ask(ClearedView... views) {
    return service.ask(
        service
            .refund()
            .approval(approval)
            .shown("{\"ssn\":\"***\",\"card\":\"***\"}")
            .views(views)
            .quorum(2));
  }

  private String person(String name, String... groups) {
    return service.person(name, groups);
  }

  private static String shownTo(RunningService through, UUID id, String token) {
    return through.get("/" + id, token).body().get("shown").toString();
  }

  @Test
  void eachSeesWhatTheirGroupsAllow() {
    UUID id = ask(fraud(), both());
    String everybody = "{\"ssn\":\"***\",\"card\":\"***\"}";
    assertThat(shownTo(service, id, person("bob", "leads"))).isEqualTo(everybody);
    assertThat(shownTo(service, id, person("alice"))).isEqualTo(everybody);
    assertThat(shownTo(service, id, person("vera", "auditors"))).isEqualTo(everybody);
    assertThat(shownTo(service, id, person("cleo", "leads", "cards")))
        .as("no view for that clearance alone")
        .isEqualTo(everybody);
    for (String group : FRAUD) {
      assertThat(shownTo(service, id, person("carol", "leads", group)))
          .isEqualTo("{\"ssn\":\"078-05\",\"card\":\"***\"}");
    }
    assertThat(shownTo(service, id, person("dora", "leads", "cards", "risk")))
        .isEqualTo("{\"ssn\":\"078-05\",\"card\":\"4111\"}");
  }

  @Test
  void aClearanceLetsNobodyInWhoDoesNotSeeTheApproval() {
    UUID id = ask(fraud());
    assertThat(service.get("/" + id, person("eve", "fraud")).status()).isEqualTo(404);
  }

  @Test
  void throughAnAgentNobodySeesMoreThanEverybody() {
    UUID id = ask(fraud());
    String agent =
        TestIssuer.shared().token("carol").groups("leads", "fraud").actor("reader").sign();
    Answer seen = service.get("/" + id, agent);
    assertThat(seen.body().get("shown").toString()).doesNotContain("078-05");
    assertThat(seen.body().has("view")).isFalse();
  }

  @Test
  void listsAndAnswersToVerdictsShowTheSame() {
    UUID id = ask(fraud());
    String carol = person("carol", "leads", "fraud");
    String bob = person("bob", "leads");
    assertThat(listed(carol, id).toString()).contains("078-05");
    assertThat(listed(bob, id).toString()).doesNotContain("078-05");
    assertThat(service.approve(id, carol).body().toString()).contains("078-05");
    assertThat(service.approve(id, bob).body().toString()).doesNotContain("078-05");
  }

  private JsonNode listed(String token, UUID id) {
    return service
        .get("?limit=1000", token)
        .body()
        .get("items")
        .valueStream()
        .filter(item -> item.get("id").asString().equals(id.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRecordNamesTheViewThatEachWasShown() {
    ClearedView fraud = fraud();
    UUID id = ask(fraud);
    String carol = person("carol", "leads", "risk");
    assertThat(service.get("/" + id, carol).body().get("view").asString())
        .isEqualTo(fraud.digest().toString());
    service.approve(id, carol);
    service.approve(id, person("bob", "leads"));
    List<Review> reviews =
        service.topics().evidence(ApprovalDecided.class, id).getFirst().reviews();
    assertThat(reviews)
        .extracting(review -> review.subject().id(), Review::view)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("carol", fraud.digest()),
            org.assertj.core.groups.Tuple.tuple("bob", null));
  }

  @Test
  void everyReplicaOpensThem() {
    UUID id = ask(fraud());
    RunningService other = replica();
    assertThat(viewKey(other)).isEqualTo(viewKey(service));
    assertThat(shownTo(other, id, person("carol", "leads", "fraud"))).contains("078-05");
  }

  @Test
  void aViewThatIsNotOfThisApprovalOrTheseClearancesIsNotShown() {
    ClearedView elsewhere =
        ClearedView.seal(
            UUID.randomUUID().toString(),
            List.of(FRAUD),
            "{\"ssn\":\"078-05\"}".getBytes(StandardCharsets.UTF_8),
            key,
            RANDOM);
    ClearedView both = both();
    ClearedView widened = new ClearedView(List.of(FRAUD), both.digest(), both.sealed());
    ClearedView forAll = new ClearedView(List.of(), both.digest(), both.sealed());
    UUID id = ask(elsewhere, widened, forAll);
    Answer seen = service.get("/" + id, person("carol", "leads", "fraud"));
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body().get("shown").toString()).doesNotContain("078-05", "4111");
  }
}
