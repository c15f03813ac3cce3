package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.packs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Answers of real functions to a real agent, where the data lies beside the checkout or where
/// `-Dcountersign.data` says.
class RealAnswersTest {

  private static final MaskingPolicy PII = packs("pii", "secrets");

  @ParameterizedTest
  @ValueSource(strings = {"airline-function-calls.jsonl", "retail-function-calls.jsonl"})
  void holdNoAddressWhenMasked(String file) throws IOException {
    Optional<Path> data = data().map(folder -> folder.resolve(file)).filter(Files::exists);
    assumeTrue(data.isPresent(), "no data beside the checkout");
    int found = 0;
    try (Stream<String> lines = Files.lines(data.orElseThrow())) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode response = TreeOracle.MAPPER.readTree(line).get("response");
        String raw = response.isString() ? response.asString() : response.toString();
        MediaKind kind = response.isString() ? MediaKind.TEXT : MediaKind.JSON;
        String masked = TestPolicies.mask(PII, kind, raw);
        found += raw.contains("@") ? 1 : 0;
        assertThat(masked).doesNotContain("@");
        assertThat(TestPolicies.mask(PII, kind, masked)).isEqualTo(masked);
        assertThat(Outcome.of(PII, kind, raw.getBytes(UTF_8), raw.length() / 3))
            .isEqualTo(Outcome.of(PII, kind, raw.getBytes(UTF_8)));
      }
    }
    assertThat(found).as("answers with an address").isPositive();
  }

  private static Optional<Path> data() {
    String given = System.getProperty("countersign.data");
    return given != null
        ? Optional.of(Path.of(given))
        : Optional.of(Path.of("../../shared/data")).filter(Files::isDirectory);
  }
}
