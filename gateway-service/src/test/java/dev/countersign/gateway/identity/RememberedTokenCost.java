package dev.countersign.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What a token that was verified before costs a call. No part of the test run; on demand:
///
/// ```sh
/// ./mvnw -pl gateway-service -am test -Dtest=RememberedTokenCost \
///   -Dsurefire.failIfNoSpecifiedTests=false
/// ```
class RememberedTokenCost {
  private static final int ROUNDS = 9;
  private static final int CALLS = 200_000;

  @Test
  void tellsNanosecondsPerCall() {
    try (IdentityStage stage = new IdentityStage()) {
      Shown alice =
          Shown.bearer(
              new Minted("main", stage.clock)
                  .claim("groups", List.of("support", "leads"))
                  .actors("planner", "crawler")
                  .compact());
      long[] nanos = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        nanos[i] = round(stage, alice);
      }
      Arrays.sort(nanos);
      LoggerFactory.getLogger(RememberedTokenCost.class)
          .warn("a remembered token: {} ns a call", nanos[ROUNDS / 2]);
    }
  }

  private static long round(IdentityStage stage, Shown shown) {
    int known = 0;
    long begun = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      known += stage.identity.verify(shown) instanceof Identified.Known ? 1 : 0;
    }
    long took = System.nanoTime() - begun;
    assertThat(known).isEqualTo(CALLS);
    return took / CALLS;
  }
}
