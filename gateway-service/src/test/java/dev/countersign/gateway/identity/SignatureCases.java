package dev.countersign.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Tokens whose signature, key or form is an attack, and a few that are good.
final class SignatureCases {
  private static final String BAD = "invalid-token";
  private static final String ALICE = "person alice";

  private SignatureCases() {}

  static Stream<TokenCase> all() {
    return Stream.of(algorithms(), keys(), forms()).flatMap(cases -> cases);
  }

  private static Stream<TokenCase> algorithms() {
    return Stream.of(
        TokenCase.main("RS256", Minted::compact, ALICE),
        TokenCase.main("ES256", t -> t.signedBy(TestKeys.EC, "ES256").compact(), ALICE),
        TokenCase.main(
            "none, with an empty signature",
            t -> TestKeys.unsigned(t.header("alg", "none").headerJson(), t.claimsJson()),
            BAD),
        TokenCase.main(
            "None in odd case",
            t -> TestKeys.unsigned(t.header("alg", "nOnE").headerJson(), t.claimsJson()),
            BAD),
        TokenCase.main(
            "none, with the signature left on", t -> t.header("alg", "none").compact(), BAD),
        TokenCase.main(
            "HS256 with the public key in DER",
            t -> TestKeys.mac(publicKey(), t.header("alg", "HS256").headerJson(), t.claimsJson()),
            BAD),
        TokenCase.main(
            "HS256 with the public key in JSON",
            t ->
                TestKeys.mac(
                    TestKeys.RSA.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8),
                    t.header("alg", "HS256").headerJson(),
                    t.claimsJson()),
            BAD),
        TokenCase.main(
            "an asymmetric algorithm that is not allowed",
            t -> t.signedBy(TestKeys.RSA, "PS256").compact(),
            BAD),
        TokenCase.main("RS256 said to be ES256", t -> t.header("alg", "ES256").compact(), BAD),
        TokenCase.main("RS256 said to be RS512", t -> t.header("alg", "RS512").compact(), BAD),
        TokenCase.main("no algorithm", t -> t.header("alg", null).compact(), BAD),
        TokenCase.main("a number for an algorithm", t -> t.header("alg", 5).compact(), BAD),
        TokenCase.main(
            "a list of algorithms", t -> t.header("alg", List.of("RS256")).compact(), BAD),
        TokenCase.of(
            "strict",
            "an algorithm of another issuer",
            t -> t.header("typ", "at+jwt").claim("scope", "calls reads").compact(),
            BAD));
  }

  private static byte[] publicKey() {
    try {
      return TestKeys.RSA.toRSAPublicKey().getEncoded();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<TokenCase> keys() {
    String own = TestKeys.OTHER_RSA.toPublicJWK().toString();
    return Stream.of(
        TokenCase.main(
            "another key under the same id", t -> t.forgedBy(TestKeys.OTHER_RSA).compact(), BAD),
        TokenCase.main(
            "an unknown key", t -> t.signedBy(TestKeys.OTHER_RSA, "RS256").compact(), BAD),
        TokenCase.main("no key id, one key fits", t -> t.header("kid", null).compact(), ALICE),
        TokenCase.main(
            "a key id that is a path", t -> t.header("kid", "../../etc/passwd").compact(), BAD),
        TokenCase.main("a key id that is SQL", t -> t.header("kid", "x' or '1'='1").compact(), BAD),
        TokenCase.main("a key id that is a number", t -> t.header("kid", 1).compact(), BAD),
        TokenCase.main("an empty key id", t -> t.header("kid", "").compact(), BAD),
        TokenCase.main(
            "the key id of a key of another kind",
            t -> t.header("kid", TestKeys.EC.getKeyID()).compact(),
            BAD),
        TokenCase.main(
            "its own key in jwk",
            t ->
                t.forgedBy(TestKeys.OTHER_RSA)
                    .header("jwk", TestKeys.OTHER_RSA.toPublicJWK().toJSONObject())
                    .compact(),
            BAD),
        TokenCase.main(
            "its own keys at jku",
            t ->
                t.signedBy(TestKeys.OTHER_RSA, "RS256")
                    .header("jku", "https://evil.example/jwks")
                    .compact(),
            BAD),
        TokenCase.main(
            "its own keys in jku as data",
            t ->
                t.signedBy(TestKeys.OTHER_RSA, "RS256")
                    .header("jku", "data:application/json," + own)
                    .compact(),
            BAD),
        TokenCase.main(
            "its own certificate at x5u",
            t -> t.forgedBy(TestKeys.OTHER_RSA).header("x5u", "https://evil.example/x").compact(),
            BAD),
        TokenCase.main(
            "its own certificate in x5c",
            t -> t.forgedBy(TestKeys.OTHER_RSA).header("x5c", List.of("MIIB")).compact(),
            BAD),
        TokenCase.main(
            "offers of keys beside a good signature",
            t -> t.header("jku", "https://x.example").header("x5t", "abc").compact(),
            ALICE),
        TokenCase.main("a critical header", t -> t.header("crit", List.of("exp")).compact(), BAD),
        TokenCase.main(
            "an empty list of critical headers", t -> t.header("crit", List.of()).compact(), BAD),
        TokenCase.main(
            "an unencoded payload",
            t -> t.header("b64", false).header("crit", List.of("b64")).compact(),
            BAD));
  }

  private static Stream<TokenCase> forms() {
    return Stream.of(
        TokenCase.main(
            "a nested JWT",
            t ->
                t.header("cty", "JWT")
                    .compact(new Minted("main", java.time.Clock.systemUTC()).compact()),
            BAD),
        TokenCase.main(
            "an encrypted JWT", t -> "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d", BAD),
        TokenCase.main(
            "two parts",
            t -> t.compact().substring(0, t.compact().lastIndexOf('.')),
            "identity-unavailable"),
        TokenCase.main("four parts", t -> t.compact() + ".e30", BAD),
        TokenCase.main(
            "a signature that is cut",
            t -> t.compact().substring(0, t.compact().length() - 8),
            BAD),
        TokenCase.main(
            "an empty signature",
            t -> t.compact().substring(0, t.compact().lastIndexOf('.') + 1),
            BAD),
        TokenCase.main("padding at the end", t -> t.compact() + "==", BAD),
        TokenCase.main(
            "a signature of zeros",
            t -> t.compact().substring(0, t.compact().lastIndexOf('.') + 1) + "A".repeat(342),
            BAD),
        TokenCase.main(
            "an ES256 signature of zeros",
            t -> {
              String token = t.signedBy(TestKeys.EC, "ES256").compact();
              return token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
            },
            BAD),
        TokenCase.main(
            "a claim named twice",
            t ->
                t.compact(
                    t.claimsJson()
                        .replace("\"sub\":\"alice\"", "\"sub\":\"alice\",\"sub\":\"admin\"")),
            BAD),
        TokenCase.main(
            "a claim named twice, once escaped",
            t ->
                t.compact(
                    t.claimsJson()
                        .replace("\"sub\":\"alice\"", "\"sub\":\"alice\",\"\\u0073ub\":\"admin\"")),
            BAD),
        TokenCase.main(
            "a name twice within a claim",
            t ->
                t.compact(
                    t.claimsJson()
                        .replace(
                            "\"sub\":\"alice\"",
                            "\"sub\":\"alice\",\"act\":{\"sub\":\"a\",\"sub\":\"b\"}")),
            BAD),
        TokenCase.main(
            "an algorithm named twice",
            t ->
                TestKeys.sign(
                    TestKeys.RSA,
                    "RS256",
                    "{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"rsa\"}",
                    t.claimsJson()),
            BAD),
        TokenCase.main("data behind the claims", t -> t.compact(t.claimsJson() + "{}"), BAD),
        TokenCase.main("claims that are a list", t -> t.compact("[" + t.claimsJson() + "]"), BAD),
        TokenCase.main("claims that are null", t -> t.compact("null"), BAD),
        TokenCase.main(
            "claims in UTF-16",
            t ->
                TestKeys.sign(
                    TestKeys.RSA,
                    "RS256",
                    t.headerJson(),
                    t.claimsJson().getBytes(StandardCharsets.UTF_16)),
            BAD),
        TokenCase.main(
            "claims with a byte order mark", t -> t.compact("\ufeff" + t.claimsJson()), BAD),
        TokenCase.main(
            "claims that are not UTF-8",
            t ->
                TestKeys.sign(
                    TestKeys.RSA,
                    "RS256",
                    t.headerJson(),
                    t.claim("x", "é").claimsJson().getBytes(StandardCharsets.ISO_8859_1)),
            BAD),
        TokenCase.main("a comment in the claims", t -> t.compact("/**/" + t.claimsJson()), BAD),
        TokenCase.main(
            "a tower of claims",
            t ->
                t.compact(
                    t.claimsJson()
                        .replace(
                            "{\"iss\"",
                            "{\"x\":" + "[".repeat(500) + "]".repeat(500) + ",\"iss\"")),
            BAD),
        TokenCase.main(
            "a token that is huge",
            t -> t.claim("x", "x".repeat(20_000)).compact(),
            "unauthenticated"),
        TokenCase.main("no token at all", t -> "", "unauthenticated"),
        TokenCase.main("a token with a comma", t -> t.compact() + ",x", "unauthenticated"));
  }
}
