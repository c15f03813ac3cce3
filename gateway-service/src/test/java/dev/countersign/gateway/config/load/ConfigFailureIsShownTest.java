package dev.countersign.gateway.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConfigFailureIsShownTest {
  @TempDir Path folder;

  @Test
  void listsEveryMistakeAndNoStackTrace(CapturedOutput output) throws Exception {
    Path file = folder.resolve("connections.yaml");
    Files.writeString(file, "connections:\n  - name: Bad\n    typ: http\n");

    Throwable failure =
        catchThrowable(() -> application().run("--countersign.gateway.config=" + file));

    assertThat(failure).isNotNull();
    assertThat(output.getAll())
        .contains("APPLICATION FAILED TO START")
        .contains("connections.yaml:2:11: 'name': 'Bad' is no name")
        .contains("connections.yaml:3:5: unknown key 'typ' in a connection")
        .contains("connections.yaml:2:5: a connection has no 'type'")
        .contains("docs/configuration.md")
        .doesNotContain("\tat dev.countersign");
  }

  private static SpringApplication application() {
    return new SpringApplicationBuilder(ConfigConfiguration.class)
        .web(WebApplicationType.NONE)
        .properties("spring.main.banner-mode=off")
        .build();
  }
}
