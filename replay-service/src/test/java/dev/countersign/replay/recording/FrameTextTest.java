package dev.countersign.replay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTextTest {
  private static final byte[] GREETING = "grüß dich".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/event-stream; charset=UTF-8",
        "application/json",
        "Application/JSON",
        "application/problem+json",
        "application/x-ndjson"
      })
  void textTypesAreShownAsText(String type) {
    assertThat(FrameText.of(type, GREETING)).isEqualTo("grüß dich");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "image/png",
        "text/plain; charset=iso-8859-1",
        "text/plain; charset=no-such",
        "nonsense",
        "application/pdf+zip"
      })
  void everythingElseIsNot(String type) {
    assertThat(FrameText.of(type, GREETING)).isNull();
  }

  @Test
  void bytesThatAreNotUtf8AreNotText() {
    assertThat(FrameText.of("text/plain", new byte[] {(byte) 0xc3, 0x28})).isNull();
  }

  @Test
  void aFrameThatEndsWithinACharacterIsNotText() {
    assertThat(FrameText.of("text/plain", Arrays.copyOf(GREETING, 3))).isNull();
  }
}
