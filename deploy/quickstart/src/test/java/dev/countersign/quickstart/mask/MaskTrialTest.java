package dev.countersign.quickstart.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.masking.MediaKind;
import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.home.BadUsage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTrialTest {
  private static final String BODY = "{\"to\":\"ann@example.com\",\"zip\":\"94105\"}";

  @TempDir private Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MaskTrial trial = new MaskTrial(Console.plain(new PrintStream(told, true, UTF_8)));

  @Test
  void writesTheMaskedBytesAndListsAndCountsTheHoles() throws IOException {
    assertThat(run(trial.pack("pii"), MediaKind.JSON, BODY, false)).isTrue();
    assertThat(out.toString(UTF_8)).isEqualTo("{\"to\":\"[redacted:email]\",\"zip\":\"94105\"}");
    assertThat(told.toString(UTF_8)).isEqualTo("$['to']  email, redact\n     1  email\n");
  }

  @Test
  void coloursTheHolesForPeople() throws IOException {
    run(trial.pack("pii"), MediaKind.JSON, BODY, true);
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "{\"to\":\"\u001b[1;35m[redacted:email]\u001b[0;2m ‹email, redact›\u001b[0m\",\"zip\":\"94105\"}");
  }

  @Test
  void readsRulesFromAFile() throws IOException {
    Path rules =
        Files.writeString(
            folder.resolve("rules"),
            """
            # what the shop hides
            zip   key      zip, postcode         -> truncate 2
            mail  detect   email                 -> pseudonym

            note  path     $.note
            order pattern  ORD-\\d{6}
            pay   column   salary, #3            -> fixed ***
            fax   key      fax                   -> drop
            """);
    Map<String, String> secret =
        Map.of("COUNTERSIGN_MASKING_SECRET", "0123456789abcdef0123456789abcdef");
    run(trial.key(secret).file(rules.toString()), MediaKind.JSON, BODY, false);
    assertThat(out.toString(UTF_8))
        .matches("\\{\"to\":\"\\[redacted:mail:[a-z]{30}]\",\"zip\":\"94\\*{4}\"}");
  }

  @Test
  void writesNothingOfABodyThatCannotBeMasked() throws IOException {
    assertThat(run(trial.pack("pii"), MediaKind.JSON, "{\"a\":1}x", false)).isFalse();
    assertThat(out.size()).isZero();
    assertThat(told.toString(UTF_8))
        .contains("masking: trailing-content at byte 7 (expected: json)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a key | rules:2: 'a key' (expected: <name>",
        "a find x | rules:2: 'find' (expected: <name>",
        "a detect nobody | rules:2: 'nobody' (expected: one of email",
        "a key x -> hash | rules:2: 'hash' (expected: redact",
        "a key x -> keep-last few | rules:2: 'few' (expected: a whole number)",
        "a key x -> format-preserving iban | rules:2: 'format-preserving iban' (expected: redact",
        "a path x[ | rules:2: a: path: x[ at 0 (expected: $)",
        "a key x -> pseudonym | (a key comes from COUNTERSIGN_MASKING_SECRET)",
      })
  void namesFileAndLineOfAMistake(String line, String mistake) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules"), "# none\n" + line + "\n");
    assertThatThrownBy(() -> run(trial.file(rules.toString()), MediaKind.JSON, BODY, false))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining(mistake);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(MaskTrial.kind(Optional.empty())).isEqualTo(MediaKind.JSON);
    assertThat(MaskTrial.kind(Optional.of("csv"))).isEqualTo(MediaKind.CSV);
    assertThatThrownBy(() -> MaskTrial.kind(Optional.of("pdf")))
        .isInstanceOf(BadUsage.class)
        .hasMessageStartingWith("--kind: 'pdf' (expected: one of [json, ");
    assertThatThrownBy(() -> trial.pack("pie"))
        .isInstanceOf(BadUsage.class)
        .hasMessageStartingWith("--pack: 'pie' (expected: one of [");
    assertThatThrownBy(() -> trial.file(folder.resolve("none").toString()))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("no file");
    assertThatThrownBy(() -> trial.key(Map.of("COUNTERSIGN_MASKING_SECRET", "short")))
        .isInstanceOf(BadUsage.class)
        .hasMessage("COUNTERSIGN_MASKING_SECRET: masking secret: 5 bytes (expected: at least 32)");
  }

  private boolean run(MaskTrial prepared, MediaKind kind, String body, boolean coloured)
      throws IOException {
    return prepared.run(kind, new ByteArrayInputStream(body.getBytes(UTF_8)), out, coloured);
  }
}
