package dev.countersign.gateway.config.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.config.ApprovalOptions;
import dev.countersign.gateway.config.ApprovalOptions.BreakGlass;
import dev.countersign.gateway.config.ApprovalOptions.Minimum;
import dev.countersign.gateway.config.ApprovalOptions.Owners;
import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionLimits;
import dev.countersign.gateway.config.Credential;
import dev.countersign.gateway.config.FunctionMatch;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.Profile;
import dev.countersign.gateway.config.Secret;
import dev.countersign.masking.MaskingContext;
import dev.countersign.masking.MaskingContext.Direction;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MediaKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ConfigLoaderTest {
  @TempDir Path folder;

  static final String PAYMENTS =
      """
      connections:
        - name: payments
          type: http
          upstream: https://payments.internal/api/
          credential: { header: Authorization, value: "Bearer ${env:PAYMENTS_TOKEN}" }
          functions:
            - { name: get_customer, match: "GET /customers/{id}" }
            - { name: refund,       match: "POST /refunds", risk: "args.amount > 1000 ? 'high' : 'low'" }
            - { name: query,        match: "POST /query" }
          grants:
            - { groups: [support], functions: [get_customer, refund] }
            - { actors: [ci-job], functions: ["*"] }
          guardrails:
            - name: no-drop
              functions: [query]
              deny: args.sql.matches(r'(?i)\\bdrop\\s+table\\b')
              message: Dropping tables is not allowed here.
          approvals:
            - { when: "risk == 'high'", from: [payments-leads], quorum: 2, decide-within: 20m, use-within: 90s }
          masking: [pii, secrets]
          profile: compliance-evidence
          limits: { request-body: 2MB, timeout: 10s }
      """;

  @Test
  void readsEverythingAnOperatorCanWrite() {
    Connection payments = connection(PAYMENTS, "payments");

    assertThat(payments.upstream()).hasToString("https://payments.internal/api");
    assertThat(payments.credential())
        .isEqualTo(new Credential("Authorization", new Secret("Bearer s3cret")));
    assertThat(payments.functions().all()).hasSize(3);
    assertThat(payments.grants().getFirst().name()).isEqualTo("support");
    assertThat(payments.grants().getLast().functions())
        .containsExactlyInAnyOrder("get_customer", "refund", "query");
    assertThat(payments.guardrails().getFirst().functions()).containsExactly("query");
    assertThat(payments.masking().text()).isEqualTo("pii,secrets");
    assertThat(payments.profile()).isEqualTo(Profile.COMPLIANCE_EVIDENCE);
    assertThat(payments.limits().requestBody()).isEqualTo(DataSize.ofMegabytes(2));
    assertThat(payments.limits().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(payments.limits().connectTimeout())
        .isEqualTo(ConnectionLimits.DEFAULT.connectTimeout());
  }

  @Test
  void readsWhereAndHowAMaskingRuleApplies() throws MaskingException {
    Connection shop =
        connection(
            """
            connections:
              - name: shop
                type: http
                upstream: http://127.0.0.1:9
                functions:
                  - { name: get_order, match: "GET /orders/{id}" }
                  - { name: ask, match: "POST /ask" }
                masking-secret: "${env:PAYMENTS_TOKEN}-0123456789abcdef0123456789abcdef"
                masking:
                  - { name: note, key: note, functions: [get_*], except-groups: [audit] }
                  - { name: mail, detector: email, strategy: pseudonym, direction: both }
                  - { name: order, pattern: 'ORD-\\d{6}', direction: request }
                  - { name: born, key: born, strategy: { date-shift: 30 } }
                  - { name: zip, keys: [zip], strategy: { truncate: 2 }, priority: -1 }
                  - { name: card, column: card, strategy: { format-preserving: card } }
                  - { name: fax, key: fax, strategy: drop }
            """,
            "shop");

    String body =
        "{\"note\":\"n\",\"to\":\"a@b.org\",\"o\":\"ORD-123456\",\"born\":\"2000-01-01\",\"zip\":\"94105\"}";
    assertThat(masked(shop, Direction.RESPONSE, "get_order", body))
        .matches(
            "\\{\"note\":\"\\[redacted:note]\",\"to\":\"\\[redacted:mail:[a-z]{30}]\",\"o\":\"ORD-123456\","
                + "\"born\":\"(1999-12|2000-01)-\\d\\d\",\"zip\":\"94\\*{4}\"}")
        .doesNotContain("2000-01-01");
    assertThat(masked(shop, Direction.RESPONSE, "ask", body)).contains("\"note\":\"n\"");
    assertThat(masked(shop, Direction.RESPONSE, "get_order", body, "audit"))
        .contains("\"note\":\"n\"");
    assertThat(masked(shop, Direction.REQUEST, "ask", body))
        .contains("[redacted:mail:", "\"o\":\"[redacted:order]\"", "\"zip\":\"94105\"");
    assertThat(masked(shop, Direction.RESPONSE, "ask", "{\"fax\":\"1\",\"a\":2}"))
        .isEqualTo("{\"a\":2}");
    assertThat(shop.masking().hidesFromUpstream()).isTrue();
    assertThat(connection(PAYMENTS, "payments").masking().hidesFromUpstream()).isFalse();
  }

  private static String masked(
      Connection connection, Direction direction, String function, String body, String... groups)
      throws MaskingException {
    MaskingContext context = new MaskingContext(direction, function, Set.of(groups));
    byte[] bytes = body.getBytes(UTF_8);
    return new String(
        connection.masking().policy().mask(MediaKind.JSON, context, bytes).bytes(), UTF_8);
  }

  @Test
  void readsEverythingAnApprovalMayAsk() {
    String rule =
        """
        { when: "true", from: [{ group: leads, at-least: 2 }, { group: risk, at-least: 1 }, cfo],
          deny-threshold: 2, owners: [{ of: bot, owners: [olga] }], revokers: [security],
          requester-reason: required, comment: required, max-auth-age: 5m, acr: [mfa],
          signature: webauthn,
          break-glass: { groups: [on-call], reviewers: [security], review-within: 4h } }
        """;
    String file = PAYMENTS.replaceFirst("- \\{ when: .*\\}", "- " + rule.replace("\n", " "));
    ApprovalRule read = connection(file, "payments").approvals().getFirst();
    assertThat(read.from()).containsExactly("leads", "risk", "cfo");
    assertThat(read.quorum()).isEqualTo(3);
    assertThat(read.options())
        .isEqualTo(
            new ApprovalOptions(
                List.of(new Minimum("leads", 2), new Minimum("risk", 1)),
                2,
                List.of(new Owners("bot", List.of("olga"))),
                List.of("security"),
                true,
                true,
                Duration.ofMinutes(5),
                List.of("mfa"),
                true,
                new BreakGlass(Set.of("on-call"), List.of("security"), Duration.ofHours(4))));
  }

  @Test
  void readsTheTermsOfAnApproval() {
    ApprovalRule rule = connection(PAYMENTS, "payments").approvals().getFirst();

    assertThat(rule.name()).isEqualTo("payments-leads");
    assertThat(rule.quorum()).isEqualTo(2);
    assertThat(rule.decideWithin()).isEqualTo(Duration.ofMinutes(20));
    assertThat(rule.useWithin()).isEqualTo(Duration.ofSeconds(90));
    assertThat(rule.functions()).hasSize(3);
  }

  @Test
  void fillsInWhatIsLeftOut() {
    Connection small =
        connection(
            """
            connections:
              - name: small
                type: http
                upstream: http://127.0.0.1:9
                functions: [ { name: ping, match: GET / } ]
                approvals: [ { when: "true", from: [leads] } ]
            """,
            "small");

    assertThat(small.credential()).isNull();
    assertThat(small.grants()).isEmpty();
    assertThat(small.masking().isEmpty()).isTrue();
    assertThat(small.profile()).isEqualTo(Profile.STANDARD);
    assertThat(small.limits()).isEqualTo(ConnectionLimits.DEFAULT);
    assertThat(small.approvals().getFirst().quorum()).isEqualTo(1);
    assertThat(small.approvals().getFirst().decideWithin()).isEqualTo(Duration.ofMinutes(15));
    assertThat(small.approvals().getFirst().useWithin()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void digestsTheExactBytesAndNotTheSecrets() {
    ConfigFiles files = new ConfigFiles(folder, Map.of("PAYMENTS_TOKEN", "other"));
    GatewayConfig one = ConfigFiles.load(folder, PAYMENTS);

    assertThat(one.digest()).matches("sha-256:[0-9a-f]{64}");
    assertThat(files.load(PAYMENTS).digest()).isEqualTo(one.digest());
    assertThat(files.load(PAYMENTS + "# a comment\n").digest()).isNotEqualTo(one.digest());
  }

  @Test
  void showsNoSecret() {
    GatewayConfig config = ConfigFiles.load(folder, PAYMENTS);

    assertThat(config.toString()).contains("[secret]").doesNotContain("s3cret");
  }

  @Test
  void takesSecretsFromFilesBesideTheConfiguration() throws Exception {
    Files.writeString(folder.resolve("token"), "from-a-file\n");

    Connection payments =
        connection(PAYMENTS.replace("${env:PAYMENTS_TOKEN}", "${file:token}"), "payments");

    assertThat(payments.credential())
        .isEqualTo(new Credential("Authorization", new Secret("Bearer from-a-file")));
  }

  @Test
  void findsTheFunctionOfARequest() {
    FunctionMatch match =
        connection(PAYMENTS, "payments").functions().match("GET", "/customers/a%20b").orElseThrow();

    assertThat(match.function().name()).isEqualTo("get_customer");
    assertThat(match.variables()).containsExactly(Map.entry("id", "a b"));
    assertThat(match.function().path().expand(match.variables())).isEqualTo("/customers/a%20b");
  }

  private Connection connection(String yaml, String name) {
    return ConfigFiles.load(folder, yaml).connection(name).orElseThrow();
  }
}
