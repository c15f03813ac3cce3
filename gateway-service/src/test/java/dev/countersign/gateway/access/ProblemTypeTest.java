package dev.countersign.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
  private static final Path CONTRACTS = Path.of("../docs/design/0001-contracts.md");

  @ParameterizedTest
  @EnumSource(value = ProblemType.class, names = "INTERNAL", mode = EnumSource.Mode.EXCLUDE)
  void isNamedInTheContract(ProblemType type) throws IOException {
    assertThat(Files.readString(CONTRACTS)).contains("`" + type.wireName() + "`");
  }
}
