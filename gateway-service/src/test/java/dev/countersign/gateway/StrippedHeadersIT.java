package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers by which proxies tell who calls, sent by a caller: nobody believes them, and no upstream
/// gets them.
class StrippedHeadersIT {
  private final RunningGateway gateway = RunningGateway.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded",
        "X-Forwarded-For",
        "x-forwarded-for",
        "X_Forwarded_For",
        "X-FORWARDED-USER",
        "X-Forwarded-Email",
        "X-Forwarded-Groups",
        "X-Forwarded-Preferred-Username",
        "X-Forwarded-Access-Token",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "X-Forwarded-Uri",
        "X-Forwarded-Method",
        "X-Forwarded-Client-Cert",
        "X-Real-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "True-Client-IP",
        "Fastly-Client-IP",
        "CF-Connecting-IP",
        "X-Original-Forwarded-For",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-Original-Method",
        "X-HTTP-Method-Override",
        "X-Host",
        "Via",
        "X-User",
        "X-USER",
        "X_User",
        "x_user",
        "X-User-Id",
        "X-User-Email",
        "X-User-Groups",
        "X-Username",
        "X-Remote-User",
        "X-Remote-Groups",
        "Remote-User",
        "REMOTE_USER",
        "Remote_User",
        "Remote-Groups",
        "X-WEBAUTH-USER",
        "X-WebAuth-Groups",
        "X-Authenticated-User",
        "X-Authenticated-Userid",
        "X-Auth-User",
        "X-Auth-Token",
        "X-Auth-Request-User",
        "X-Auth-Request-Email",
        "X-Auth-Request-Groups",
        "X-Auth-Request-Access-Token",
        "X-Consumer-Username",
        "X-Credential-Identifier",
        "X-Goog-Authenticated-User-Email",
        "X-Goog-Authenticated-User-Id",
        "X-Goog-IAP-JWT-Assertion",
        "X-Amzn-Oidc-Identity",
        "X-Amzn-Oidc-Data",
        "X-Amzn-Oidc-Accesstoken",
        "X-MS-CLIENT-PRINCIPAL",
        "X-MS-CLIENT-PRINCIPAL-ID",
        "X-MS-CLIENT-PRINCIPAL-NAME",
        "X-MS-TOKEN-AAD-ACCESS-TOKEN",
        "Cf-Access-Jwt-Assertion",
        "Cf-Access-Authenticated-User-Email",
        "X-Pomerium-Jwt-Assertion",
        "X-Pomerium-Claim-Email",
        "X-Pomerium-Authorization",
        "Teleport-Jwt-Assertion",
        "Impersonate-User",
        "Impersonate-Group",
        "X-Vouch-User",
        "X-Token-Subject",
        "X-SSL-Client-Cert",
        "X-SSL-Client-S-DN",
        "SSL_CLIENT_S_DN",
        "Client-Cert",
        "Client-Cert-Chain",
        "X-Client-Cert",
        "X-ARR-ClientCert",
        "Proxy-Authorization",
        "X-Api-Key",
        "Api-Key",
        "X-Csrf-Token",
        "Cookie",
        "Cookie2",
        "DPoP",
        "Countersign-Call",
        "Countersign-Receipt",
        "Countersign-Subject",
        "countersign-actors",
        "COUNTERSIGN-SESSION",
        "Countersign_Session",
        "Countersign-Anything"
      })
  void neitherIdentifiesAnybodyNorReachesAnUpstream(String header) {
    String answer =
        gateway.raw(
            "GET /plain/things/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                    .formatted(RunningGateway.alice())
                + header
                + ": intruder\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200");
    List<RawUpstream.Seen> seen = RawUpstream.shared().all();
    assertThat(seen.getLast().head()).doesNotContainIgnoringCase("intruder");
    assertThat(seen.getLast().head().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain(header.toLowerCase(java.util.Locale.ROOT) + ":");
    CallIntent intent = gateway.evidence.intentOf(call(answer));
    assertThat(intent.subject()).isNotNull().extracting(Party::id).isEqualTo("alice");
    assertThat(intent.actors()).isEmpty();
  }

  private static String call(String answer) {
    int at = answer.indexOf("Countersign-Call: ") + "Countersign-Call: ".length();
    return answer.substring(at, answer.indexOf('\r', at));
  }
}
