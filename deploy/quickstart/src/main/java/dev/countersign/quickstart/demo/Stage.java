package dev.countersign.quickstart.demo;

import dev.countersign.quickstart.drive.Pause;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.login.Login;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the story happens: who acts, through which doors.
public final class Stage {
  private final Home home;
  private final Ports ports;
  private final Http http;
  private final Login login;
  private final Secrets secrets;
  private final Map<String, String> tokens = new HashMap<>();

  public Stage(Home home, Ports ports, Http http, Login login, Secrets secrets) {
    this.home = home;
    this.ports = ports;
    this.http = http;
    this.login = login;
    this.secrets = secrets;
  }

  Home home() {
    return home;
  }

  /// A call through the gateway by somebody the issuer knows.
  Reply call(String who, String method, String path, String body, Map<String, String> more)
      throws IOException, InterruptedException {
    var headers = new LinkedHashMap<>(Http.bearer(token(who)));
    headers.putAll(more);
    return callWith(headers, method, path, body);
  }

  Reply call(String who, String method, String path, String body)
      throws IOException, InterruptedException {
    return call(who, method, path, body, Map.of());
  }

  /// A call through the gateway with just these headers.
  Reply callWith(Map<String, String> headers, String method, String path, String body)
      throws IOException, InterruptedException {
    return send(ports.url(Port.GATEWAY) + path, headers, method, body);
  }

  /// A request to one of the services.
  Reply ask(String who, Port service, String method, String path)
      throws IOException, InterruptedException {
    return send(ports.url(service) + path, Http.bearer(token(who)), method, "");
  }

  int download(String who, Port service, String path, java.nio.file.Path file)
      throws IOException, InterruptedException {
    return http.download(ports.url(service) + path, Http.bearer(token(who)), file);
  }

  /// What the back office itself answers or counts, asked past the gateway with its credential.
  Reply behind(String path) throws IOException, InterruptedException {
    return http.get(
        ports.url(Port.FUNCTIONS) + path, Http.bearer(secrets.reveal("payments-token")));
  }

  /// How many calls the back office has really received.
  long received() throws IOException, InterruptedException {
    return behind("/counter").json().path("total").asLong(-1);
  }

  /// Looks again until it holds, for two minutes.
  boolean until(Condition condition) throws IOException, InterruptedException {
    for (int i = 0; i < 480; i++) {
      if (condition.holds()) {
        return true;
      }
      Pause.millis(250);
    }
    return false;
  }

  /// Something that becomes true by itself.
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  String token(String who) throws IOException, InterruptedException {
    String token = tokens.get(who);
    if (token == null) {
      token = login.as(who).reveal();
      tokens.put(who, token);
    }
    return token;
  }

  private Reply send(String url, Map<String, String> headers, String method, String body)
      throws IOException, InterruptedException {
    return method.equals("GET")
        ? http.get(url, headers)
        : http.json(method, url, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
