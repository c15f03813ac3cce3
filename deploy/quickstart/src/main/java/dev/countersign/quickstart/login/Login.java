package dev.countersign.quickstart.login;

import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.issuer.Directory;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Gets tokens from the quickstart's issuer: for a person by signing in, for a client by its
/// secret, for an agent that acts for a person by token exchange (RFC 8693).
///
/// It can do so only because it may read the secrets in the state folder.
public final class Login {
  private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

  private final String issuer;
  private final Secrets secrets;
  private final Http http;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Login(String issuer, Secrets secrets, Http http, Clock clock) {
    this.issuer = issuer;
    this.secrets = secrets;
    this.http = http;
    this.clock = clock;
  }

  /// A fresh token of a person or client.
  public AccessToken as(String name) throws IOException, InterruptedException {
    if (Directory.person(name).isPresent()) {
      String password = secrets.reveal(Directory.secretOf(name));
      return token(new FormLogin(http, issuer, random).signIn(name, password), name);
    }
    Directory.Client client = client(name);
    var form = Map.of("grant_type", "client_credentials", "scope", client.scope());
    return token(request(client, form), name);
  }

  /// A fresh token whose subject is the person and whose actor is the agent.
  public AccessToken as(String person, String agent) throws IOException, InterruptedException {
    Directory.Client client = client(agent);
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("subject_token", as(person).reveal());
    form.put("subject_token_type", TOKEN_TYPE);
    form.put("actor_token", as(agent).reveal());
    form.put("actor_token_type", TOKEN_TYPE);
    form.put("scope", client.scope());
    return token(request(client, form), agent + " for " + person);
  }

  private Reply request(Directory.Client client, Map<String, String> form)
      throws IOException, InterruptedException {
    String secret = secrets.reveal(Directory.secretOf(client.id()));
    String basic =
        Base64.getEncoder()
            .encodeToString((client.id() + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return http.form(
        issuer + "/oauth2/token", Map.of("Authorization", "Basic " + basic), FormLogin.form(form));
  }

  private AccessToken token(Reply reply, String name) throws IOException {
    if (reply.status() != 200) {
      String error = reply.json().path("error").asString("no reason given");
      throw new IOException("no token for " + name + ": " + reply.status() + " " + error);
    }
    return new AccessToken(
        reply.json().path("access_token").asString(),
        clock.instant().plusSeconds(reply.json().path("expires_in").asLong(0)));
  }

  private static Directory.Client client(String name) {
    return Directory.client(name)
        .orElseThrow(() ->
            new BadUsage("'" + name + "': nobody known (expected: " + Directory.names() + ")"));
  }
}
