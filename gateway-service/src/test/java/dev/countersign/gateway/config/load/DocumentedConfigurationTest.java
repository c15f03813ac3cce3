package dev.countersign.gateway.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.config.ConnectionLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/configuration.md` shows is what the loader takes.
class DocumentedConfigurationTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @TempDir Path folder;

  @Test
  void loadsTheExample() throws IOException {
    Matcher example =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));

    assertThat(example.find()).isTrue();
    assertThat(ConfigFiles.load(folder, example.group(1)).connection("payments"))
        .hasValueSatisfying(
            payments -> assertThat(payments.limits()).isEqualTo(ConnectionLimits.DEFAULT));
  }
}
