package dev.countersign.approval.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.test.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// The approver's own signature, with an authenticator in software.
@TestPropertySource(
    properties = {
      "countersign.approval.passkey.relying-party=approvals.example",
      "countersign.approval.passkey.origins=https://approvals.example"
    })
class PasskeyIT extends ApprovalIT {
  private static final String PAGE = "https://approvals.example";

  @Test
  void aSignedApprovalCountsAndItsDigestIsOnTheRecord() {
    String bob = someone();
    SoftwarePasskey passkey = registered(bob);
    UUID id = asked();
    String assertion = passkey.sign(challenge(id, bob));
    Answer approved = approve(id, bob, assertion);
    assertThat(approved.state()).isEqualTo("approved");
    assertThat(service.topics().evidence(ApprovalDecided.class, id))
        .singleElement()
        .satisfies(record ->
            assertThat(record.reviews().getFirst().signature()).isInstanceOf(Digest.class));
  }

  @Test
  void withoutASignatureOfOnesOwnNobodyApproves() {
    String bob = someone();
    SoftwarePasskey passkey = registered(bob);
    String carol = someone();
    SoftwarePasskey another = registered(carol);
    UUID id = asked();
    UUID other = asked();
    String challenge = challenge(id, bob);
    refused(service.approve(id, bob));
    refused(approve(id, bob, passkey.sign(challenge(other, bob))));
    refused(approve(id, bob, another.sign(challenge)));
    refused(approve(id, carol, passkey.sign(challenge(id, carol))));
    refused(approve(id, bob, new SoftwarePasskey("approvals.example", PAGE).sign(challenge)));
    assertThat(service.get("/" + id, bob).state()).isEqualTo("requested");
    assertThat(service.deny(id, carol).state()).isEqualTo("denied");
  }

  @Test
  void aSignatureOfAnotherPageOrWithoutAPersonOrOfACopyDoesNotCount() {
    String bob = someone();
    SoftwarePasskey elsewhere = new SoftwarePasskey("approvals.example", "https://evil.example");
    assertThat(register(bob, elsewhere).status()).isEqualTo(400);
    SoftwarePasskey unseen =
        new SoftwarePasskey("approvals.example", PAGE).withoutUserVerification();
    assertThat(register(bob, unseen).status()).isEqualTo(400);
    SoftwarePasskey passkey = registered(bob);
    assertThat(approve(asked(), bob, "{}").status()).isEqualTo(400);
    UUID first = asked();
    assertThat(approve(first, bob, passkey.sign(challenge(first, bob))).state())
        .isEqualTo("approved");
    passkey.rewind();
    UUID second = asked();
    refused(approve(second, bob, passkey.sign(challenge(second, bob))));
  }

  @Test
  void nobodyRegistersUnderAnothersChallengeOrTwice() {
    String bob = someone();
    SoftwarePasskey passkey = new SoftwarePasskey("approvals.example", PAGE);
    String others =
        service.postTo("/api/v1/passkeys/challenge", someone()).body().path("challenge").asString();
    Answer foreign = service.postJson("/api/v1/passkeys", bob, passkey.register(others));
    assertThat(foreign.status()).isEqualTo(400);
    assertThat(register(bob, passkey).status()).isEqualTo(201);
    assertThat(register(bob, passkey).problem()).isEqualTo("already-registered");
    assertThat(register(someone(), passkey).problem()).isEqualTo("already-registered");
    String agent = service.machine("robot");
    assertThat(service.postTo("/api/v1/passkeys/challenge", agent).status()).isEqualTo(403);
  }

  @Test
  void anAdministratorCannotGiveAKeyToSomebodyElse() throws SQLException {
    String mallory = someone();
    SoftwarePasskey passkey = registered(mallory);
    String bobName = "bob-" + UUID.randomUUID();
    String bob = service.person(bobName, "leads");
    try (Connection connection = TestPostgres.shared().superuser();
        Statement statement = connection.createStatement()) {
      int moved =
          statement.executeUpdate(
              "UPDATE approval.passkey SET subject = '%s' WHERE credential_id = decode('%s', 'hex')"
                  .formatted(bobName, hex(passkey.id())));
      assertThat(moved).isEqualTo(1);
    }
    UUID id = asked();
    assertThat(approve(id, bob, passkey.sign(challenge(id, bob))).status()).isEqualTo(500);
  }

  private static String hex(String base64url) {
    return java.util.HexFormat.of().formatHex(java.util.Base64.getUrlDecoder().decode(base64url));
  }

  private UUID asked() {
    ApprovalTerms signed =
        new ApprovalTerms(null, null, null, null, null, null, null, "webauthn", null);
    return service.ask(service.refund().terms(signed));
  }

  private String someone() {
    return service.person("bob-" + UUID.randomUUID(), "leads");
  }

  private SoftwarePasskey registered(String person) {
    SoftwarePasskey passkey = new SoftwarePasskey("approvals.example", PAGE);
    assertThat(register(person, passkey).status()).isEqualTo(201);
    return passkey;
  }

  private Answer register(String person, SoftwarePasskey passkey) {
    Answer begun = service.postTo("/api/v1/passkeys/challenge", person);
    String challenge = begun.body().path("challenge").asString();
    return service.postJson("/api/v1/passkeys", person, passkey.register(challenge));
  }

  private String challenge(UUID id, String person) {
    Answer answer = service.get("/" + id + "/challenge", person);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("relyingParty").asString()).isEqualTo("approvals.example");
    return answer.body().path("challenge").asString();
  }

  private Answer approve(UUID id, String person, String assertion) {
    return service.post("/" + id + "/approve", person, "{\"assertion\":" + assertion + "}");
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("signature-required");
  }
}
