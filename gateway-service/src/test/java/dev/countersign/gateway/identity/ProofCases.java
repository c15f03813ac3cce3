package dev.countersign.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import dev.countersign.evidence.record.Digest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Tokens that are bound to a key or a certificate, with good proofs and bad ones (RFC 9449, RFC
/// 8705).
final class ProofCases {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALICE = "person alice";
  private static final String BAD = "invalid-token";
  private static final String UNPROVEN = "invalid-proof";
  private static final String HERE = IdentityStage.RESOURCE + "/payments/customers/c1";

  private ProofCases() {}

  static Stream<TokenCase> all() {
    return Stream.of(proofs(), schemes(), certificates(), bindings()).flatMap(cases -> cases);
  }

  private static Stream<TokenCase> proofs() {
    return Stream.of(
        proof("a proof", p -> {}, ALICE),
        proof("a proof with query and fragment", p -> p.claim("htu", HERE + "?a=b#c"), ALICE),
        proof(
            "an address in other case",
            p -> p.claim("htu", HERE.replace("https://gateway", "HTTPS://GateWay")),
            ALICE),
        proof(
            "an address with its port",
            p -> p.claim("htu", HERE.replace(".com/", ".com:443/")),
            ALICE),
        proof("another method", p -> p.claim("htm", "POST"), UNPROVEN),
        proof("a method in other case", p -> p.claim("htm", "get"), UNPROVEN),
        proof("another path", p -> p.claim("htu", HERE + "x"), UNPROVEN),
        proof(
            "a path in other case",
            p -> p.claim("htu", HERE.replace("customers", "Customers")),
            UNPROVEN),
        proof("another host", p -> p.claim("htu", HERE.replace("gateway.", "evil.")), UNPROVEN),
        proof("another port", p -> p.claim("htu", HERE.replace(".com/", ".com:8443/")), UNPROVEN),
        proof("plain http", p -> p.claim("htu", HERE.replace("https", "http")), UNPROVEN),
        proof("no address", p -> p.claim("htu", null), UNPROVEN),
        proof("an address that is none", p -> p.claim("htu", "::"), UNPROVEN),
        proof("another token", p -> p.claim("ath", "x".repeat(43)), UNPROVEN),
        proof("no token", p -> p.claim("ath", null), UNPROVEN),
        proof("no id", p -> p.claim("jti", null), UNPROVEN),
        proof("no time", p -> p.claim("iat", null), UNPROVEN),
        proof("a time in a text", p -> p.claim("iat", "now"), UNPROVEN),
        proof("a minute old", p -> p.shift(-60), UNPROVEN),
        proof("almost a minute old", p -> p.shift(-59), ALICE),
        proof("of the future", p -> p.shift(6), UNPROVEN),
        proof("of a future within the skew", p -> p.shift(5), ALICE),
        proof("another type", p -> p.header("typ", "JWT"), UNPROVEN),
        proof("no type", p -> p.header("typ", null), UNPROVEN),
        proof("alg none", p -> p.header("alg", "none"), UNPROVEN),
        proof("alg HS256", p -> p.header("alg", "HS256"), UNPROVEN),
        proof("no key", p -> p.header("jwk", null), UNPROVEN),
        proof("a private key", p -> p.header("jwk", TestKeys.EC.toJSONObject()), UNPROVEN),
        proof("a critical header", p -> p.header("crit", List.of("x")), UNPROVEN),
        proof("another key than the token's", p -> p.key(TestKeys.OTHER_EC), UNPROVEN),
        proof("signed by another key than it holds", p -> p.signer(TestKeys.OTHER_EC), UNPROVEN));
  }

  private static Stream<TokenCase> schemes() {
    return Stream.of(
        new TokenCase("dpop: shown as a bearer token", stage -> Shown.bearer(bound(stage)), BAD),
        new TokenCase(
            "dpop: shown as a bearer token beside a good proof",
            stage -> Shown.bearer(bound(stage)).with("DPoP", new Proof(stage, bound(stage)).text()),
            BAD),
        new TokenCase(
            "dpop: no proof",
            stage -> Shown.nothing().with("Authorization", "DPoP " + bound(stage)),
            UNPROVEN),
        new TokenCase(
            "dpop: two proofs",
            stage -> {
              String token = bound(stage);
              return Shown.dpop(token, new Proof(stage, token).text())
                  .with("DPoP", new Proof(stage, token).text());
            },
            UNPROVEN),
        new TokenCase(
            "dpop: a proof that is no JWT", stage -> Shown.dpop(bound(stage), "abc"), UNPROVEN),
        new TokenCase(
            "dpop: a bearer token shown with proof",
            stage -> {
              String token = new Minted("main", stage.clock).compact();
              return Shown.dpop(token, new Proof(stage, token).text());
            },
            BAD),
        new TokenCase(
            "dpop: a proof for the path before it was changed",
            stage -> {
              String token = bound(stage);
              return Shown.dpop(token, new Proof(stage, token).text()).path("/payments/refunds");
            },
            UNPROVEN));
  }

  private static Stream<TokenCase> certificates() {
    return Stream.of(
        mtls("the certificate", s -> s.certificate(TestCertificates.OWN), ALICE),
        mtls("another certificate", s -> s.certificate(TestCertificates.OTHER), BAD),
        mtls("no certificate", s -> s, BAD),
        mtls("handed on by a proxy", s -> s.from("10.1.2.3").with("Client-Cert", field()), ALICE),
        mtls("handed on as PEM", s -> s.from("10.1.2.3").with("Client-Cert", pem()), ALICE),
        mtls("handed on by somebody else", s -> s.with("Client-Cert", field()), BAD),
        mtls(
            "handed on twice",
            s -> s.from("10.1.2.3").with("Client-Cert", field()).with("Client-Cert", field()),
            BAD),
        mtls("handed on garbled", s -> s.from("10.1.2.3").with("Client-Cert", ":AAAA:"), BAD),
        mtls(
            "its own certificate, the right one handed on",
            s ->
                s.from("10.1.2.3").certificate(TestCertificates.OTHER).with("Client-Cert", field()),
            BAD),
        mtls(
            "handed on in another field",
            s -> s.from("10.1.2.3").with("X-Client-Cert", field()),
            BAD));
  }

  private static Stream<TokenCase> bindings() {
    return Stream.of(
        binding("a binding that is not known", Map.of("kid", "k"), BAD),
        binding("one binding known, one not", Map.of("jkt", jkt(TestKeys.EC), "x", "y"), BAD),
        binding("a binding that is a text", "k", BAD),
        binding("an empty binding", Map.of(), BAD),
        binding("a thumbprint that is none", Map.of("jkt", "short"), BAD),
        binding("a thumbprint that is a number", Map.of("x5t#S256", 5), BAD));
  }

  private static TokenCase binding(String what, Object cnf, String expected) {
    return TokenCase.main(what, t -> t.claim("cnf", cnf).compact(), expected);
  }

  private static TokenCase mtls(String what, UnaryOperator<Shown> change, String expected) {
    return new TokenCase(
        "mtls: " + what,
        stage ->
            change.apply(
                Shown.bearer(
                    new Minted("main", stage.clock)
                        .claim("cnf", Map.of("x5t#S256", TestCertificates.thumbprint()))
                        .compact())),
        expected);
  }

  private static String field() {
    try {
      return ":" + Base64.getEncoder().encodeToString(TestCertificates.OWN.getEncoded()) + ":";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem() {
    String base64 = field().substring(1, field().length() - 1);
    return URLEncoder.encode(
            "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n",
            StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  private static TokenCase proof(String what, Consumer<Proof> change, String expected) {
    return new TokenCase(
        "dpop: " + what,
        stage -> {
          String token = bound(stage);
          Proof proof = new Proof(stage, token);
          change.accept(proof);
          return Shown.dpop(token, proof.text());
        },
        expected);
  }

  static String bound(IdentityStage stage) {
    return new Minted("main", stage.clock).claim("cnf", Map.of("jkt", jkt(TestKeys.EC))).compact();
  }

  private static String jkt(JWK key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A proof in the making: good for `GET` of the usual address, until told otherwise.
  static final class Proof {
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final long now;
    private ECKey signer = TestKeys.EC;

    Proof(IdentityStage stage, String token) {
      now = stage.clock.instant().getEpochSecond();
      header.put("typ", "dpop+jwt");
      header.put("alg", "ES256");
      header.put("jwk", signer.toPublicJWK().toJSONObject());
      claims.put("jti", UUID.randomUUID().toString());
      claims.put("htm", "GET");
      claims.put("htu", HERE);
      claims.put("iat", now);
      claims.put(
          "ath", TestKeys.encode(Digest.of(token.getBytes(StandardCharsets.US_ASCII)).bytes()));
    }

    void claim(String name, @Nullable Object value) {
      put(claims, name, value);
    }

    void header(String name, @Nullable Object value) {
      put(header, name, value);
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
      if (value == null) {
        members.remove(name);
      } else {
        members.put(name, value);
      }
    }

    void shift(long seconds) {
      claims.put("iat", now + seconds);
    }

    void key(ECKey other) {
      signer = other;
      header.put("jwk", other.toPublicJWK().toJSONObject());
    }

    void signer(ECKey other) {
      signer = other;
    }

    String text() {
      return TestKeys.sign(
          signer, "ES256", JSON.writeValueAsString(header), JSON.writeValueAsString(claims));
    }
  }
}
