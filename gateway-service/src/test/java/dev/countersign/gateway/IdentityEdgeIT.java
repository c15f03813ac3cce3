package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.evidence.record.Authentication;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.gateway.exchange.TestAssertions;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A gateway that knows its own address, and so can say where tokens come from, check proofs, and
/// give tokens for SAML assertions.
class IdentityEdgeIT {
  private static final String HERE = "https://gateway.example.com";
  private static final String METADATA = "/.well-known/oauth-protected-resource";

  @SuppressWarnings("NullAway.Init")
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        RunningGateway.start(
            TestKafka.shared(),
            "gateway-edge",
            Map.of(
                "countersign.tokens.resource",
                HERE,
                "countersign.gateway.saml.enabled",
                "true",
                "countersign.gateway.saml.providers[0].name",
                "idp",
                "countersign.gateway.saml.providers[0].entity-id",
                TestAssertions.PROVIDER,
                "countersign.gateway.saml.providers[0].certificates[0]",
                certificate().toString()));
  }

  private static Path certificate() throws IOException, CertificateEncodingException {
    Path file = Files.createTempFile("idp", ".pem");
    file.toFile().deleteOnExit();
    return Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(TestAssertions.CERTIFICATE.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  private static HttpResponse<String> exchange(String assertion, String more) {
    String token =
        Base64.getUrlEncoder().encodeToString(assertion.getBytes(StandardCharsets.UTF_8));
    return RunningGateway.send(
        request("/oauth2/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                        + "&subject_token_type=urn:ietf:params:oauth:token-type:saml2"
                        + "&subject_token="
                        + URLEncoder.encode(token, StandardCharsets.UTF_8)
                        + more)));
  }

  private static String assertion() {
    return TestAssertions.alice("_" + UUID.randomUUID(), InstantSource.system().instant()).signed();
  }

  @Test
  void givesATokenForAnAssertionAndNamesItOnTheRecord() {
    String assertion = assertion();
    HttpResponse<String> given = exchange(assertion, "");
    assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
    assertThat(given.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(Problems.json(given).path("expires_in").asInt()).isEqualTo(300);
    String token = Problems.json(given).path("access_token").asString();
    HttpResponse<String> answer = RunningGateway.send(gateway.as(token, "/plain/things/1").GET());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    CallIntent intent = gateway.evidence.intentOf(RunningGateway.callOf(answer));
    Party subject = Objects.requireNonNull(intent.subject());
    assertThat(subject.id()).isEqualTo("alice@example.com");
    assertThat(subject.issuer()).isEqualTo(HERE + "/oauth2/idp");
    Authentication authentication = Objects.requireNonNull(intent.authentication());
    assertThat(authentication.assertion())
        .isEqualTo(Digest.of(assertion.getBytes(StandardCharsets.UTF_8)));
    assertThat(authentication.acr()).isEqualTo("urn:oasis:names:tc:SAML:2.0:ac:classes:X509");
    assertThat(authentication.authTime()).isNotNull();
  }

  @Test
  void givesNoTokenTwiceForOneAssertionNorForAnotherAudience() {
    String assertion = assertion();
    assertThat(exchange(assertion, "&audience=somebody-else").body()).contains("invalid_target");
    assertThat(exchange(assertion, "&scope=x").body()).contains("invalid_request");
    assertThat(exchange(assertion, "&grant_type=x").body()).contains("stands twice");
    assertThat(exchange(assertion, "").statusCode()).isEqualTo(200);
    HttpResponse<String> again = exchange(assertion, "");
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("invalid_request", "it was used before");
    assertThat(exchange(assertion.replace("alice@", "admin@"), "").statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAFormThatIsTooLong() {
    HttpResponse<String> answer = exchange("<x>" + "x".repeat(100_000) + "</x>", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_request");
  }

  @Test
  void aTokenForOneConnectionOpensNoOther() {
    String token =
        Problems.json(exchange(assertion(), "&resource=" + HERE + "/plain"))
            .path("access_token")
            .asString();
    assertThat(RunningGateway.send(gateway.as(token, "/plain/things/1").GET()).statusCode())
        .isEqualTo(200);
    assertProblem(
        RunningGateway.send(gateway.as(token, "/payments/customers/c1").GET()), 403, "not-granted");
  }

  @Test
  void publishesTheKeysOfItsTokens() {
    HttpResponse<String> keys = RunningGateway.send(request("/oauth2/jwks").GET());
    assertThat(keys.statusCode()).isEqualTo(200);
    assertThat(Problems.json(keys).path("keys").get(0).has("d")).isFalse();
    assertThat(Problems.json(keys).path("keys").get(0).path("crv").asString()).isEqualTo("P-256");
  }

  @Test
  void saysWhereTokensComeFrom() {
    HttpResponse<String> whole = RunningGateway.send(request(METADATA).GET());
    assertThat(Problems.json(whole).path("resource").asString()).isEqualTo(HERE);
    assertThat(Problems.json(whole).path("authorization_servers").get(0).asString())
        .isEqualTo(TestIssuer.shared().issuer());
    HttpResponse<String> one = RunningGateway.send(request(METADATA + "/payments").GET());
    assertThat(Problems.json(one).path("resource").asString()).isEqualTo(HERE + "/payments");
    assertThat(RunningGateway.send(request(METADATA + "/no-such-one").GET()).statusCode())
        .as("a name tells nothing about what exists")
        .isEqualTo(200);
    assertProblem(RunningGateway.send(request(METADATA + "/a/b").GET()), 404, "not-found");
  }

  @Test
  void pointsThereWhenATokenIsMissingOrBad() {
    HttpResponse<String> missing = RunningGateway.send(request("/payments/customers/c1").GET());
    assertProblem(missing, 401, "unauthenticated");
    String metadata = ", resource_metadata=\"" + HERE + METADATA + "/payments\"";
    String proof = "DPoP realm=\"countersign\", algs=\"ES256 RS256 EdDSA\"";
    assertThat(missing.headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"countersign\"" + metadata, proof);
    HttpResponse<String> bad =
        RunningGateway.send(gateway.as("abc.def.ghi", "/payments/customers/c1").GET());
    assertThat(bad.headers().allValues("WWW-Authenticate"))
        .containsExactly(
            "Bearer realm=\"countersign\", error=\"invalid_token\"" + metadata,
            proof + ", error=\"invalid_token\"");
  }

  @Test
  void takesAProofOnceAndPutsTheKeyOnTheRecord() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    String thumbprint = key.computeThumbprint().toString();
    String token =
        TestIssuer.shared()
            .token("alice")
            .groups("support")
            .claim("cnf", Map.of("jkt", thumbprint))
            .claim("amr", List.of("hwk"))
            .sign();
    String proof = proof(key, token);
    HttpResponse<String> answer = withProof(token, proof);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Authentication authentication =
        Objects.requireNonNull(
            gateway.evidence.intentOf(RunningGateway.callOf(answer)).authentication());
    assertThat(authentication.cnf()).isEqualTo("jkt:" + thumbprint);
    assertThat(authentication.amr()).containsExactly("hwk");
    HttpResponse<String> again = withProof(token, proof);
    assertProblem(again, 401, "invalid-proof");
    assertThat(again.headers().allValues("WWW-Authenticate").getLast())
        .endsWith("error=\"invalid_dpop_proof\"");
    assertProblem(
        RunningGateway.send(gateway.as(token, "/plain/things/1").GET()), 401, "invalid-token");
  }

  private static HttpResponse<String> withProof(String token, String proof) {
    return RunningGateway.send(
        request("/plain/things/1")
            .header("Authorization", "DPoP " + token)
            .header("DPoP", proof)
            .GET());
  }

  private static String proof(ECKey key, String token) throws JOSEException {
    SignedJWT proof =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build(),
            new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(InstantSource.system().instant()))
                .claim("htm", "GET")
                .claim("htu", HERE + "/plain/things/1")
                .claim(
                    "ath",
                    Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                            Digest.of(token.getBytes(StandardCharsets.US_ASCII)).bytes()))
                .build());
    proof.sign(new ECDSASigner(key));
    return proof.serialize();
  }
}
