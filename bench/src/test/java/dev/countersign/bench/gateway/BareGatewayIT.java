package dev.countersign.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bench.Samples;
import dev.countersign.bench.gateway.Peers.Gateway;
import dev.countersign.bench.load.ClosedLoop;
import dev.countersign.bench.load.LoadResult;
import dev.countersign.bench.load.Target;
import dev.countersign.test.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BareGatewayIT {
  private static final String PATH = "/payments/customers/c-0001";

  @Test
  void thePeerForwardsWithAValidTokenOnly() throws IOException, InterruptedException {
    TestIssuer issuer = TestIssuer.create();
    try (Upstream upstream = Upstream.answering(Samples.answer())) {
      Peers peers =
          new Peers(
              upstream,
              issuer,
              List.of("-Xmx256m", "-XX:+UseSerialGC"),
              Files.createTempDirectory("countersign-bench"));
      try (Gateway bare = peers.bare()) {
        Contender good = contender(bare, issuer.token("alice").sign());
        good.awaitReady();

        Contender.Cost cost = good.costUnder(new ClosedLoop(2, Duration.ofSeconds(1)));
        LoadResult refused =
            new ClosedLoop(1, Duration.ofMillis(50))
                .on(contender(bare, issuer.token("alice").unknownKey()).target());

        assertThat(cost.load().calls()).isPositive();
        assertThat(cost.load().failures()).isZero();
        assertThat(cost.microsPerCall()).isPositive();
        assertThat(refused.calls()).isZero();
        assertThat(refused.failures()).isPositive();
      }
    }
  }

  private static Contender contender(Gateway gateway, String token) {
    return new Contender(gateway, Target.get("bare", gateway.port(), PATH, token));
  }
}
