package dev.countersign.bench.micro;

import dev.countersign.service.identity.IssuerSettings;
import dev.countersign.service.identity.TokenSettings;
import dev.countersign.service.identity.TokenVerifier;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.test.TestIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What verifying an RS256 token costs: the price that the gateway's cache of verified tokens
/// saves.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenVerification {
  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier = verifier(issuer);
  private final String token =
      issuer
          .token("alice")
          .groups("support")
          .actor("support-agent")
          .expiresIn(Duration.ofHours(1))
          .sign();

  @Benchmark
  public VerifiedToken uncached() {
    return verifier.verify(token);
  }

  private static TokenVerifier verifier(TestIssuer issuer) {
    return new TokenVerifier(
        TokenSettings.of(
            "countersign", IssuerSettings.of(issuer.issuer(), URI.create(issuer.jwksUri()))),
        Clock.systemUTC());
  }
}
