package dev.countersign.gateway.identity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tokens that are signed as they should be: what their claims say is good, or is not for us.
final class ClaimCases {
  private static final String BAD = "invalid-token";
  private static final String ALICE = "person alice";

  private ClaimCases() {}

  static Stream<TokenCase> all() {
    return Stream.of(types(), issuers(), audiences(), times(), subjects(), chains())
        .flatMap(cases -> cases);
  }

  private static Stream<TokenCase> types() {
    return Stream.of(
        TokenCase.main(
            "an access token by its type", t -> t.header("typ", "at+jwt").compact(), ALICE),
        TokenCase.main(
            "a media type in full", t -> t.header("typ", "application/at+jwt").compact(), ALICE),
        TokenCase.main("a type in odd case", t -> t.header("typ", "jWt").compact(), ALICE),
        TokenCase.main("a logout token", t -> t.header("typ", "logout+jwt").compact(), BAD),
        TokenCase.main("a proof as a token", t -> t.header("typ", "dpop+jwt").compact(), BAD),
        TokenCase.main("a type that is a number", t -> t.header("typ", 1).compact(), BAD),
        strict("an access token with its scopes", t -> t, ALICE),
        strict("an ID token", t -> t.header("typ", "JWT"), BAD),
        strict("no type", t -> t.header("typ", null), BAD),
        strict("a scope too few", t -> t.claim("scope", "calls"), BAD),
        strict(
            "a scope that begins like the one needed",
            t -> t.claim("scope", "calls reads-not"),
            BAD),
        strict(
            "scopes in scp",
            t -> t.claim("scope", null).claim("scp", List.of("calls", "reads")),
            ALICE),
        strict("no scope", t -> t.claim("scope", null), BAD));
  }

  private static TokenCase strict(String what, UnaryOperator<Minted> change, String expected) {
    return TokenCase.of(
        "strict",
        what,
        t ->
            change
                .apply(
                    t.signedBy(TestKeys.EC, "ES256")
                        .header("typ", "at+jwt")
                        .claim("scope", "calls reads"))
                .compact(),
        expected);
  }

  private static Stream<TokenCase> issuers() {
    return Stream.of(
            "https://main.example.com/",
            "https://MAIN.example.com",
            "https://main.example.com.evil.example",
            "https://main.example.co",
            "http://main.example.com",
            "https://ma\u0456n.example.com",
            " https://main.example.com",
            "https://main.example.com\u0000",
            "https://unknown.example.com",
            "")
        .map(issuer ->
            TokenCase.main(
                "the issuer '" + issuer + "'", t -> t.claim("iss", issuer).compact(), BAD));
  }

  private static Stream<TokenCase> audiences() {
    return Stream.of(
        TokenCase.main("no issuer", t -> t.claim("iss", null).compact(), BAD),
        TokenCase.main(
            "an issuer that is a list",
            t -> t.claim("iss", List.of("https://main.example.com")).compact(),
            BAD),
        TokenCase.main(
            "several audiences", t -> t.claim("aud", List.of("x", "countersign")).compact(), ALICE),
        TokenCase.main("another audience", t -> t.claim("aud", "x").compact(), BAD),
        TokenCase.main(
            "an audience that begins like ours",
            t -> t.claim("aud", "countersign-test").compact(),
            BAD),
        TokenCase.main(
            "our audience in other case", t -> t.claim("aud", "Countersign").compact(), BAD),
        TokenCase.main(
            "two audiences in one text", t -> t.claim("aud", "countersign x").compact(), BAD),
        TokenCase.main("no audience", t -> t.claim("aud", null).compact(), BAD),
        TokenCase.main("an empty list of audiences", t -> t.claim("aud", List.of()).compact(), BAD),
        TokenCase.main(
            "an audience that is an object",
            t -> t.claim("aud", Map.of("countersign", true)).compact(),
            BAD),
        TokenCase.main(
            "numbers among the audiences",
            t -> t.claim("aud", List.of("countersign", 5)).compact(),
            BAD),
        TokenCase.main("our address", t -> t.claim("aud", IdentityStage.RESOURCE).compact(), ALICE),
        TokenCase.main(
            "the address of a connection",
            t -> t.claim("aud", IdentityStage.RESOURCE + "/payments").compact(),
            "person alice for payments"),
        TokenCase.main(
            "an address below a connection",
            t -> t.claim("aud", IdentityStage.RESOURCE + "/payments/x").compact(),
            "person alice for payments"),
        TokenCase.main(
            "an address that begins like ours",
            t -> t.claim("aud", IdentityStage.RESOURCE + ".evil.example").compact(),
            BAD),
        TokenCase.of(
            "ci",
            "an audience of another issuer",
            t -> t.claim("aud", "countersign").compact(),
            BAD));
  }

  private static Stream<TokenCase> times() {
    return Stream.of(
        TokenCase.main("no expiry", t -> t.claim("exp", null).compact(), BAD),
        TokenCase.main(
            "an expiry that is null",
            t -> t.compact(t.claimsJson().replaceFirst("\"exp\":\\d+", "\"exp\":null")),
            BAD),
        shifted("expired within the skew", "exp", -29, ALICE),
        shifted("expired beyond the skew", "exp", -31, BAD),
        shifted("expired long ago", "exp", -100_000, BAD),
        TokenCase.main("an expiry in a text", t -> t.claim("exp", "4102444800").compact(), BAD),
        TokenCase.main(
            "an expiry with a fraction",
            t -> t.compact(t.claimsJson().replaceFirst("\"exp\":(\\d+)", "\"exp\":$1.5")),
            ALICE),
        TokenCase.main(
            "an expiry in scientific notation",
            t -> t.compact(t.claimsJson().replaceFirst("\"exp\":\\d+", "\"exp\":4.1e9")),
            ALICE),
        TokenCase.main(
            "an expiry that is huge",
            t -> t.compact(t.claimsJson().replaceFirst("\"exp\":\\d+", "\"exp\":1e300")),
            BAD),
        TokenCase.main(
            "an expiry of very many digits",
            t ->
                t.compact(
                    t.claimsJson().replaceFirst("\"exp\":\\d+", "\"exp\":99999999999999999999999")),
            BAD),
        TokenCase.main("a negative expiry", t -> t.claim("exp", -1).compact(), BAD),
        TokenCase.main("an expiry that is true", t -> t.claim("exp", true).compact(), BAD),
        TokenCase.main(
            "an expiry in milliseconds",
            t -> t.claim("exp", 4_102_444_800_000_000L).compact(),
            BAD),
        shifted("not valid before the skew is over", "nbf", 31, BAD),
        shifted("valid within the skew", "nbf", 29, ALICE),
        TokenCase.main("a start in a text", t -> t.claim("nbf", "0").compact(), BAD),
        shifted("made in the future", "iat", 31, BAD),
        TokenCase.of(
            "ci",
            "expired a second ago, no skew here",
            t -> t.claim("aud", "ci-countersign").claim("iat", 1).claim("exp", 2).compact(),
            BAD));
  }

  private static TokenCase shifted(String what, String claim, long seconds, String expected) {
    return new TokenCase(
        "main: " + what,
        stage ->
            Shown.bearer(
                new Minted("main", stage.clock)
                    .claim(claim, stage.clock.instant().getEpochSecond() + seconds)
                    .compact()),
        expected);
  }

  private static Stream<TokenCase> subjects() {
    return Stream.of(
        TokenCase.main("no subject", t -> t.claim("sub", null).compact(), BAD),
        TokenCase.main("a blank subject", t -> t.claim("sub", " ").compact(), BAD),
        TokenCase.main("a subject that is a number", t -> t.claim("sub", 7).compact(), BAD),
        TokenCase.main(
            "a subject with a line break", t -> t.claim("sub", "alice\nadmin").compact(), BAD),
        TokenCase.main(
            "a subject that is too long", t -> t.claim("sub", "a".repeat(257)).compact(), BAD),
        TokenCase.main(
            "groups",
            t -> t.claim("groups", List.of("b", "a", "b")).compact(),
            "person alice (a,b)"),
        TokenCase.main("groups in one text", t -> t.claim("groups", "admins").compact(), BAD),
        TokenCase.main("groups that are a number", t -> t.claim("groups", 7).compact(), BAD),
        TokenCase.main(
            "a number among groups", t -> t.claim("groups", List.of("a", 7)).compact(), BAD),
        TokenCase.main(
            "an object among groups",
            t -> t.claim("groups", List.of(Map.of("id", "a"))).compact(),
            BAD),
        TokenCase.main(
            "more groups than a token may have",
            t ->
                t.claim("groups", IntStream.range(0, 1001).mapToObj(i -> "g" + i).toList())
                    .compact(),
            BAD),
        TokenCase.main(
            "groups elsewhere (Entra ID)",
            t -> t.claim("_claim_names", Map.of("groups", "src1")).compact(),
            BAD),
        TokenCase.main(
            "groups left out (Entra ID)", t -> t.claim("hasgroups", true).compact(), BAD),
        TokenCase.main(
            "a client's own token", t -> t.claim("client_id", "alice").compact(), "service alice"),
        TokenCase.main(
            "an agent by its claim", t -> t.claim("kind", "agent").compact(), "agent alice"),
        TokenCase.main("a kind that is none", t -> t.claim("kind", "god").compact(), BAD),
        TokenCase.main(
            "an assertion that another issuer made up",
            t -> t.claim("saml_assertion", "sha-256:" + "0".repeat(64)).compact(),
            ALICE),
        nested(
            "groups in nested claims",
            t ->
                t.claim("realm_access", Map.of("roles", List.of("r")))
                    .claim(
                        "resource_access",
                        Map.of(
                            "my.client",
                            Map.of("roles", List.of("c")),
                            "my",
                            Map.of("client", Map.of("roles", List.of("no")))))
                    .claim("https://x.example/groups", List.of("n")),
            "person al (kc:c,kc:n,kc:r)"),
        nested("no nested claims", t -> t.claim("realm_access", List.of()), "person al"),
        nested(
            "groups that another claim names",
            t -> t.claim("groups", List.of("admins")),
            "person al"),
        nested(
            "a claim with the whole path for a name",
            t -> t.claim("realm_access.roles", List.of("admins")),
            "person al"),
        nested("an application by its claim", t -> t.claim("idtyp", "app"), "service al"),
        nested("no subject claim", t -> t.claim("preferred_username", null), BAD),
        ci(
            "a job of the main branch",
            "octo/app",
            "refs/heads/main",
            "service repo:octo/app:ref:refs/heads/main (deployers,octo-jobs)"),
        ci(
            "a job of another branch",
            "octo/app",
            "refs/heads/try",
            "service repo:octo/app:ref:refs/heads/try (octo-jobs)"),
        ci(
            "a job of another repository",
            "octo/other",
            "refs/heads/main",
            "service repo:octo/other:ref:refs/heads/main (octo-jobs)"),
        ci(
            "a job of another owner",
            "evil/app",
            "refs/heads/main",
            "service repo:evil/app:ref:refs/heads/main"),
        ci(
            "a repository named to match",
            "octo/app:ref:refs/heads",
            "refs/heads/main",
            "service repo:octo/app:ref:refs/heads:ref:refs/heads/main"),
        ci(
            "a branch named like the one",
            "octo/app",
            "refs/heads/main2",
            "service repo:octo/app:ref:refs/heads/main2 (octo-jobs)"),
        ci(
            "a pull request",
            "octo/app",
            "refs/pull/1/merge",
            "service repo:octo/app:ref:refs/pull/1/merge"),
        TokenCase.of(
            "ci",
            "groups of its own, which are not believed",
            t -> t.claim("aud", "ci-countersign").claim("groups", List.of("deployers")).compact(),
            "service alice"));
  }

  private static TokenCase nested(String what, UnaryOperator<Minted> change, String expected) {
    return TokenCase.of(
        "nested", what, t -> change.apply(t.claim("preferred_username", "al")).compact(), expected);
  }

  private static TokenCase ci(String what, String repository, String ref, String expected) {
    return TokenCase.of(
        "ci",
        what,
        t ->
            t.claim("aud", "ci-countersign")
                .claim("sub", "repo:" + repository + ":ref:" + ref)
                .claim("repository", repository)
                .claim("ref", ref)
                .compact(),
        expected);
  }

  private static Stream<TokenCase> chains() {
    String[] sixteen = Collections.nCopies(16, "a").toArray(String[]::new);
    String[] seventeen = Collections.nCopies(17, "a").toArray(String[]::new);
    return Stream.of(
        TokenCase.main("an actor", t -> t.actors("bot").compact(), "person alice via agent bot"),
        TokenCase.main(
            "actors, the current one first",
            t -> t.actors("outer", "inner").compact(),
            "person alice via agent outer, agent inner"),
        TokenCase.main(
            "sixteen actors",
            t -> t.actors(sixteen).compact(),
            "person alice via " + String.join(", ", Collections.nCopies(16, "agent a"))),
        TokenCase.main("seventeen actors", t -> t.actors(seventeen).compact(), BAD),
        TokenCase.main("an actor that is a text", t -> t.claim("act", "bot").compact(), BAD),
        TokenCase.main(
            "actors in a list", t -> t.claim("act", List.of(Map.of("sub", "bot"))).compact(), BAD),
        TokenCase.main("an actor without id", t -> t.claim("act", Map.of()).compact(), BAD),
        TokenCase.main(
            "an inner actor that is a text",
            t -> t.claim("act", Map.of("sub", "bot", "act", "x")).compact(),
            BAD),
        TokenCase.main(
            "an actor with a kind",
            t -> t.claim("act", Map.of("sub", "job", "kind", "service")).compact(),
            "person alice via service job"),
        TokenCase.main(
            "an actor of its own issuer",
            t -> t.claim("act", Map.of("sub", "bot", "iss", "https://main.example.com")).compact(),
            "person alice via agent bot"),
        TokenCase.main(
            "an actor of an issuer it may not speak for",
            t ->
                t.claim("act", Map.of("sub", "bot", "iss", "https://agents.example.com")).compact(),
            BAD),
        TokenCase.of(
            "agents",
            "an actor of an issuer it may speak for",
            t -> t.claim("act", Map.of("sub", "bot", "iss", "https://main.example.com")).compact(),
            "person alice via agent bot"),
        TokenCase.of(
            "agents",
            "an agent alone is nobody's agent",
            t -> t.claim("client_type", "ai-planner").claim("groups", List.of("admins")).compact(),
            "nobody via agent alice"),
        TokenCase.of(
            "agents",
            "a person beside agents",
            t -> t.claim("client_type", "web").compact(),
            ALICE));
  }
}
