package dev.countersign.gateway.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.load.ConfigLoader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs our own policy cases: the very files that `countersign policy test` reads.
class PolicyCasesTest {
  private static final int AT_LEAST = 150;

  @TestFactory
  Stream<DynamicContainer> theCasesHold() {
    return files()
        .map(file -> {
          CaseFile cases = CaseFile.read(file);
          GatewayConfig config = ConfigLoader.withoutSecrets().load(cases.policy());
          return DynamicContainer.dynamicContainer(
              file.getFileName().toString(),
              cases.cases().stream().map(tried -> test(config, tried)));
        });
  }

  private static DynamicTest test(GatewayConfig config, PolicyCase tried) {
    return DynamicTest.dynamicTest(
        "line " + tried.line() + ": " + tried.name(),
        () -> assertThat(CaseResult.of(config, tried).differences()).isEmpty());
  }

  @Test
  void areAsManyAsWePromise() {
    AtomicInteger count = new AtomicInteger();
    files().forEach(file -> count.addAndGet(CaseFile.read(file).cases().size()));

    assertThat(count.get()).isGreaterThanOrEqualTo(AT_LEAST);
  }

  static Stream<Path> files() {
    return Stream.of("calls", "grants", "rules").map(name -> resource(name + ".cases.yaml"));
  }

  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(PolicyCasesTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
