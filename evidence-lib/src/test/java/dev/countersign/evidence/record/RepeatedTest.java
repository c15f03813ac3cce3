package dev.countersign.evidence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedTest {
  private final List<Object> read = new ArrayList<>();
  private final MemberReader texts =
      new Repeated(json -> {
        String text = json.text();
        read.add(String.valueOf(text));
        return text;
      });

  private PlainJson json(String text) {
    return new PlainJson(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void readsATextOnceAndGoesOnBehindIt() {
    for (int i = 0; i < 3; i++) {
      PlainJson json = json("\"gateway-0\",\"epoch\":1,\"seq\":7");
      assertThat(texts.read(json)).isEqualTo("gateway-0");
      assertThat(json.take(',')).isTrue();
      assertThat(json.text()).isEqualTo("epoch");
    }
    assertThat(read).containsExactly("gateway-0");
  }

  @Test
  void takesNoTextForAnotherThatBeginsLikeIt() {
    String begin = "\"grant:support-for-everybody";
    for (String end : List.of("\"", "-else\"", "\"", "-else\"")) {
      assertThat(texts.read(json(begin + end + ",\"risk\":\"low\"")))
          .isEqualTo((begin + end).replace("\"", ""));
    }
  }

  @Test
  void keepsNothingOfWhatItCannotRead() {
    for (int i = 0; i < 2; i++) {
      assertThat(texts.read(json("\"a\\nb\",\"epoch\":1,\"sequence\":7"))).isNull();
    }
    assertThat(read).containsExactly("null", "null");
  }
}
