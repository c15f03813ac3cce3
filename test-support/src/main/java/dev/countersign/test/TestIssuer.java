package dev.countersign.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// An issuer of tokens: an RSA key, a JWK Set on a local port, and tokens good and bad.
public final class TestIssuer {
  private final RSAKey key;
  private final HttpServer server;

  private TestIssuer(RSAKey key, HttpServer server) {
    this.key = key;
    this.server = server;
  }

  public static TestIssuer shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    private static final TestIssuer INSTANCE = create();
  }

  public static TestIssuer create() {
    try {
      RSAKey key = new RSAKeyGenerator(2048).keyID("test-key").generate();
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] jwks = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/jwks",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
          });
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new TestIssuer(key, server);
    } catch (JOSEException e) {
      throw new IllegalStateException("no RSA key", e);
    } catch (IOException e) {
      throw new UncheckedIOException("issuer did not start", e);
    }
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String jwksUri() {
    return issuer() + "/jwks";
  }

  /// A token for a subject: valid for five minutes, audience `countersign`, until told otherwise.
  public TestToken token(String subject) {
    return new TestToken(issuer(), key, subject);
  }
}
