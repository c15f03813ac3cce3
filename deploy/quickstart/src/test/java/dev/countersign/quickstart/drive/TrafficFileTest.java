package dev.countersign.quickstart.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.quickstart.home.BadUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficFileTest {
  @TempDir private Path folder;

  @Test
  void groupsCallsBySessionInTheOrderOfTheirNumbers() throws IOException {
    TrafficFile traffic =
        read(line("a", 2, "f") + "\n" + line("b", 1, "g") + "\n\n" + line("a", 1, "h"), 10);

    assertThat(traffic.sessions()).hasSize(2);
    assertThat(traffic.sessions().getFirst())
        .extracting(RecordedCall::function)
        .containsExactly("h", "f");
  }

  @Test
  void stopsAtTheLimit() throws IOException {
    assertThat(read(line("a", 1, "f") + "\n" + line("a", 2, "f"), 1).calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{\"session\":\"a\",\"seq\":1,\"function\":\"f\",\"arguments\":{}}",
        "{\"session\":\"a\",\"seq\":1,\"function\":\"../f\",\"arguments\":{},\"response\":1}",
        "{\"session\":\"a\",\"seq\":\"1\",\"function\":\"f\",\"arguments\":{},\"response\":1}",
        "{\"session\":\"a\",\"seq\":1,\"function\":\"f\",\"arguments\":[],\"response\":1}",
      })
  void namesTheFirstLineThatIsNoRecordedCall(String bad) {
    assertThatThrownBy(() -> read(line("a", 1, "f") + "\n" + bad, 10))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("traffic.jsonl:2");
  }

  @Test
  void refusesAFileThatIsMissingOrEmpty() {
    assertThatThrownBy(() -> TrafficFile.read(folder.resolve("none"), 1))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> read("", 1)).isInstanceOf(BadUsage.class);
  }

  private TrafficFile read(String text, int limit) throws IOException {
    return TrafficFile.read(Files.writeString(folder.resolve("traffic.jsonl"), text), limit);
  }

  private static String line(String session, int seq, String function) {
    return "{\"session\":\"%s\",\"seq\":%d,\"function\":\"%s\",\"arguments\":{},\"response\":null}"
        .formatted(session, seq, function);
  }
}
