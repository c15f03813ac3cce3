package dev.countersign.replay.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.replay.recording.Cursor.AfterFrame;
import dev.countersign.replay.recording.Cursor.AfterSession;
import dev.countersign.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00.123456Z");

  @Test
  void aPlaceComesBackAsItWas() {
    AfterFrame frame = new AfterFrame(TIME, new UUID(1, 2), Direction.RESPONSE, 7);
    AfterSession session = new AfterSession(TIME, "session-1");

    assertThat(AfterFrame.parse(frame.text())).isEqualTo(frame);
    assertThat(AfterSession.parse(session.text())).isEqualTo(session);
  }

  @Test
  void noCursorIsTheStart() {
    assertThat(AfterFrame.parse(null)).isEqualTo(AfterFrame.START);
    assertThat(AfterSession.parse(null)).isEqualTo(AfterSession.START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-20T12:00:00Z",
        "2026-11-20T12:00:00Z|00000000-0000-0001-0000-000000000002|request",
        "2026-11-20T12:00:00Z|1-1-1-1-1|request|0",
        "2026-11-20T12:00:00Z|00000000-0000-0001-0000-000000000002|request|00",
        "2026-11-20T12:00:00Z|00000000-0000-0001-0000-000000000002|up|0",
        "2026-11-20T12:00:00Z|00000000-0000-0001-0000-000000000002|request|0|",
        "today|00000000-0000-0001-0000-000000000002|request|0"
      })
  void refusesAPlaceOfAnotherForm(String text) {
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> AfterFrame.parse(cursor)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> AfterSession.parse("%" + cursor)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T12:00:00Z|two words",
        "2026-11-20T12:00:00Z|\0",
        "2026-11-20T12:00:00Z|",
        "+20000-11-20T12:00:00Z|session-1",
        "-2000-11-20T12:00:00Z|session-1"
      })
  void refusesAPlaceNoSessionCanHave(String text) {
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> AfterSession.parse(cursor)).isInstanceOf(ProblemException.class);
  }
}
