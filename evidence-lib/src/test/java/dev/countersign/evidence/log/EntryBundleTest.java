package dev.countersign.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryBundleTest {

  @Test
  void putsTwoBytesOfLengthBeforeEachEntry() {
    byte[] bundle =
        EntryBundle.write(
            List.of("one".getBytes(StandardCharsets.US_ASCII), new byte[0], new byte[258]));
    assertThat(HexFormat.of().formatHex(bundle, 0, 9)).isEqualTo("00036f6e6500000102");
    assertThat(bundle).hasSize(5 + 2 + 260);
  }

  @Test
  void readsBackWhatItWrote() {
    var random = new Random(7);
    for (int count = 1; count <= Tile.WIDTH; count += 5) {
      var entries = new ArrayList<byte[]>();
      for (int i = 0; i < count; i++) {
        byte[] entry = new byte[random.nextInt(i == 0 ? 65_536 : 300)];
        random.nextBytes(entry);
        entries.add(entry);
      }
      var read = EntryBundle.parse(EntryBundle.write(entries));
      assertThat(read).hasSameSizeAs(entries);
      for (int i = 0; i < count; i++) {
        assertThat(read.get(i)).isEqualTo(entries.get(i));
      }
    }
  }

  @Test
  void refusesABundleThatWasCutOff() {
    byte[] bundle = EntryBundle.write(List.of(new byte[3], new byte[4]));
    for (int length = 0; length < bundle.length; length++) {
      if (length != 5) {
        byte[] cut = Arrays.copyOf(bundle, length);
        assertThatThrownBy(() -> EntryBundle.parse(cut))
            .as("length %d", length)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThat(EntryBundle.parse(Arrays.copyOf(bundle, 5))).hasSize(1);
  }

  @Test
  void keepsToItsLimits() {
    assertThatThrownBy(() -> EntryBundle.write(List.of())).hasMessageContaining("entries: 0");
    assertThatThrownBy(() -> EntryBundle.write(List.of(new byte[65_536])))
        .hasMessageContaining("entry length: 65536");
    assertThat(EntryBundle.parse(new byte[512])).hasSize(256);
    assertThatThrownBy(() -> EntryBundle.parse(new byte[514])).hasMessageContaining("entries: 257");
  }
}
