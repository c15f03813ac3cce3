package dev.countersign.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class TokenSettingsTest {
  private static final String[] LEAST = {
    "countersign.tokens.audience=countersign",
    "countersign.tokens.issuers[0].issuer=https://id.example",
    "countersign.tokens.issuers[0].jwks=https://id.example/keys"
  };

  @Configuration
  @EnableConfigurationProperties(TokenSettings.class)
  static class Settings {}

  private static void with(Consumer<AssertableApplicationContext> check, String... properties) {
    List<String> all = new ArrayList<>(List.of(LEAST));
    all.addAll(List.of(properties));
    new ApplicationContextRunner()
        .withUserConfiguration(Settings.class)
        .withPropertyValues(all.toArray(String[]::new))
        .run(check::accept);
  }

  @Test
  void hasSafeDefaults() {
    with(context -> {
      TokenSettings settings = context.getBean(TokenSettings.class);
      assertThat(settings)
          .isEqualTo(
              TokenSettings.of(
                  "countersign",
                  IssuerSettings.of("https://id.example", URI.create("https://id.example/keys"))));
    });
  }

  @Test
  void readsAllThatCanBeSaidOfAnIssuer() {
    String issuer = "countersign.tokens.issuers[0].";
    with(
        context -> {
          IssuerSettings read = context.getBean(TokenSettings.class).issuers().getFirst();
          assertThat(read)
              .isEqualTo(
                  new IssuerSettings(
                      "https://id.example",
                      URI.create("https://id.example/keys"),
                      List.of("a", "b"),
                      List.of("EdDSA"),
                      Duration.ofSeconds(5),
                      true,
                      List.of("calls"),
                      "oid",
                      List.of("realm_access.roles"),
                      "x:",
                      List.of(
                          new IssuerSettings.Membership(
                              List.of("deployers"),
                              Map.of("repository", "octo/app", "ref", "refs/heads/main"))),
                      List.of(new IssuerSettings.Kind("service", "idtyp", "app")),
                      "agent",
                      "actor",
                      List.of("https://other.example")));
        },
        issuer + "audiences=a,b",
        issuer + "algorithms=EdDSA",
        issuer + "clock-skew=5s",
        issuer + "access-tokens-only=true",
        issuer + "scopes=calls",
        issuer + "subject=oid",
        issuer + "groups=realm_access.roles",
        issuer + "group-prefix=x:",
        issuer + "memberships[0].groups=deployers",
        issuer + "memberships[0].when.repository=octo/app",
        issuer + "memberships[0].when.ref=refs/heads/main",
        issuer + "kinds[0].kind=service",
        issuer + "kinds[0].claim=idtyp",
        issuer + "kinds[0].matches=app",
        issuer + "kind=agent",
        issuer + "agents-alone=actor",
        issuer + "actor-issuers=https://other.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "countersign.tokens.algorithms=HS256",
        "countersign.tokens.algorithms=none",
        "countersign.tokens.issuers[0].algorithms=RS256,HS512",
        "countersign.tokens.clock-skew=1h",
        "countersign.tokens.keys.keep-for=30d",
        "countersign.tokens.issuers[0].kind=god",
        "countersign.tokens.issuers[0].no-such-setting=x",
        "countersign.tokens.introspection.uri=https://id.example/introspect"
      })
  void stopsTheStartAt(String mistake) {
    with(context -> assertThat(context).hasFailed(), mistake);
  }
}
