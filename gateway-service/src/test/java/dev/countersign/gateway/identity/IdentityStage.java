package dev.countersign.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import dev.countersign.service.identity.DpopSettings;
import dev.countersign.service.identity.IntrospectionSettings;
import dev.countersign.service.identity.IssuerSettings;
import dev.countersign.service.identity.IssuerSettings.Kind;
import dev.countersign.service.identity.IssuerSettings.Membership;
import dev.countersign.service.identity.KeySettings;
import dev.countersign.service.identity.TokenSettings;
import dev.countersign.service.identity.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// Several issuers behind one server, each set up in another way, and the gateway's identity step
/// before them.
///
/// `main` is an ordinary issuer; `ci` gives workload tokens; `nested` has its groups in nested
/// claims and puts a prefix before them; `strict` must say what its tokens are for; `agents` speaks
/// for agents; `opaque` is asked about tokens that are no JWTs.
final class IdentityStage implements AutoCloseable {
  static final String RESOURCE = "https://gateway.example.com";
  static final Duration REFRESH = Duration.ofMinutes(5);
  static final Duration KEEP = Duration.ofHours(1);

  final MovableClock clock = new MovableClock();
  final AtomicInteger fetches = new AtomicInteger();
  final AtomicInteger questions = new AtomicInteger();
  private final AtomicReference<@Nullable String> jwks = new AtomicReference<>();
  private final AtomicReference<@Nullable String> answer = new AtomicReference<>();
  private final HttpServer server;
  private final Path kept;
  private final TokenSettings tokens;
  final CallerVerification identity;

  IdentityStage() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      serve("/jwks", fetches, jwks);
      serve("/introspect", questions, answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      Path secret = Files.createTempFile("introspection", ".secret");
      Files.writeString(secret, "s3cret\n");
      secret.toFile().deleteOnExit();
      kept = Files.createTempDirectory("issuer-keys");
      publish(TestKeys.RSA, TestKeys.EC);
      tokens = settings(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    identity = gateway();
  }

  /// The identity step of a gateway that was started just now.
  CallerVerification gateway() {
    IdentitySettings settings =
        new IdentitySettings(
            Duration.ofSeconds(60),
            1000,
            DpopSettings.DEFAULT,
            new IdentitySettings.Certificates("Client-Cert", List.of("10.0.0.0/8")));
    return new CallerVerification(
        new TokenVerifier(tokens, clock),
        new Possession(settings, tokens, clock),
        tokens,
        settings,
        clock);
  }

  private void serve(String path, AtomicInteger count, AtomicReference<@Nullable String> what) {
    server.createContext(
        path,
        exchange -> {
          count.incrementAndGet();
          String body = what.get();
          byte[] bytes = Objects.requireNonNullElse(body, "").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              body == null ? 503 : 200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  static String issuer(String name) {
    return "https://" + name + ".example.com";
  }

  /// The keys that all issuers have from now on.
  void publish(JWK... keys) {
    jwks.set(new JWKSet(List.of(keys)).toString());
  }

  void issuersAreAway() {
    jwks.set(null);
    answer.set(null);
  }

  void introspectionSays(String json) {
    answer.set(json);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private TokenSettings settings(Path secret) {
    return new TokenSettings(
        List.of(main(), ci(), nested(), strict(), agents()),
        "countersign",
        URI.create(RESOURCE),
        List.of("RS256", "ES256"),
        Duration.ofSeconds(30),
        new KeySettings(REFRESH, KEEP, Duration.ofSeconds(1), Duration.ofSeconds(3), 65_536, kept),
        new IntrospectionSettings(
            at("/introspect"),
            "gateway",
            secret,
            IssuerSettings.of(issuer("opaque"), at("/none")),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            100,
            10));
  }

  private IssuerSettings main() {
    return IssuerSettings.of(issuer("main"), at("/jwks"));
  }

  private IssuerSettings ci() {
    return new IssuerSettings(
        issuer("ci"),
        at("/jwks"),
        List.of("ci-countersign"),
        List.of("RS256"),
        Duration.ZERO,
        false,
        List.of(),
        "sub",
        List.of(),
        "",
        List.of(
            new Membership(
                List.of("deployers"), Map.of("repository", "octo/app", "ref", "refs/heads/main")),
            new Membership(List.of("octo-jobs"), Map.of("sub", "repo:octo/*:ref:refs/heads/**"))),
        List.of(),
        "service",
        "subject",
        List.of());
  }

  private IssuerSettings nested() {
    return new IssuerSettings(
        issuer("nested"),
        at("/jwks"),
        List.of(),
        List.of(),
        null,
        false,
        List.of(),
        "preferred_username",
        List.of(
            "realm_access.roles", "/resource_access/my.client/roles", "https://x.example/groups"),
        "kc:",
        List.of(),
        List.of(new Kind("service", "idtyp", "app")),
        null,
        "subject",
        List.of());
  }

  private IssuerSettings strict() {
    return new IssuerSettings(
        issuer("strict"),
        at("/jwks"),
        List.of(),
        List.of("ES256"),
        null,
        true,
        List.of("calls", "reads"),
        "sub",
        List.of("groups"),
        "",
        List.of(),
        List.of(),
        null,
        "subject",
        List.of());
  }

  private IssuerSettings agents() {
    return new IssuerSettings(
        issuer("agents"),
        at("/jwks"),
        List.of(),
        List.of(),
        null,
        false,
        List.of(),
        "sub",
        List.of("groups"),
        "",
        List.of(),
        List.of(new Kind("agent", "client_type", "ai-*")),
        null,
        "actor",
        List.of(issuer("main")));
  }

  /// What the identity step says, in one line: a problem's name, or `person alice (groups) via …`.
  String verify(Shown shown) {
    return text(identity.verify(shown));
  }

  static String text(Identified identified) {
    return switch (identified) {
      case Identified.Unknown unknown -> unknown.problem().type().wireName();
      case Identified.Known(Caller caller) -> text(caller);
    };
  }

  private static String text(Caller caller) {
    List<String> parts = new ArrayList<>();
    Subject subject = caller.subject();
    parts.add(subject == null ? "nobody" : word(subject.kind()) + " " + subject.id());
    if (subject != null && !subject.groups().isEmpty()) {
      parts.add("(" + String.join(",", subject.groups()) + ")");
    }
    if (!caller.actors().isEmpty()) {
      parts.add(
          "via "
              + caller.actors().stream()
                  .map(IdentityStage::word)
                  .collect(Collectors.joining(", ")));
    }
    if (!caller.connections().isEmpty()) {
      parts.add("for " + String.join(",", caller.connections()));
    }
    return String.join(" ", parts);
  }

  private static String word(Actor actor) {
    return word(actor.kind()) + " " + actor.id();
  }

  private static String word(@Nullable PrincipalKind kind) {
    return kind == null ? "somebody" : kind.text();
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      FileSystemUtils.deleteRecursively(kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
