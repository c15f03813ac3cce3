package dev.countersign.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  /// The index 1234067 and the tree of 70,000 leaves are the examples of C2SP `tlog-tiles`.
  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 1234067, 256, tile/0/x001/x234/067",
    "0, 273, 112, tile/0/273.p/112",
    "1, 1, 17, tile/1/001.p/17",
    "2, 0, 1, tile/2/000.p/1",
    "63, 999, 255, tile/63/999.p/255",
    "-1, 0, 256, tile/entries/000",
    "-1, 1234067, 7, tile/entries/x001/x234/067.p/7",
    "0, 1000, 256, tile/0/x001/000",
    "0, 999999999999999999, 256, tile/0/x999/x999/x999/x999/x999/999"
  })
  void readsAndWritesPathsOfTheSpecification(int level, long index, int width, String path) {
    assertThat(new TilePath(level, index, width).text()).isEqualTo(path);
    assertThat(TilePath.parse(path)).contains(new TilePath(level, index, width));
  }

  @Test
  void readsBackAnyPathItWrites() {
    var random = new Random(20_261_121);
    for (int i = 0; i < 10_000; i++) {
      long bound = (long) Math.pow(10, random.nextInt(1, 19));
      var path =
          new TilePath(random.nextInt(-1, 64), random.nextLong(bound), random.nextInt(1, 257));
      assertThat(TilePath.parse(path.text())).contains(path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/1000000/000",
        "tile/Entries/000",
        "tile/entries",
        "tile/0/x000",
        "tile/0/x000/067",
        "tile/0/001/067",
        "tile/0/x001/x067",
        "tile/0/X001/067",
        "tile/0/x001//067",
        "tile/0/x001/067/",
        "tile/0/xx01/067",
        "tile/0/x-01/067",
        "tile/0/067.p/0",
        "tile/0/067.p/00",
        "tile/0/067.p/01",
        "tile/0/067.p/256",
        "tile/0/067.p/257",
        "tile/0/067.p/1000",
        "tile/0/067.p/",
        "tile/0/067.p",
        "tile/0/067.p/1/",
        "tile/0/067.p/1.p/1",
        "tile/0/067.P/1",
        "tile/0/\u0660\u0661\u0662",
        "tile/0/..",
        "tile/0/x001/../067",
        "tile/0/x001/x001/x001/x001/x001/x001/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999"
      })
  void refusesEveryOtherWriting(String path) {
    assertThat(TilePath.parse(path)).isEmpty();
  }

  @Test
  void refusesPartsOutOfRange() {
    assertThatThrownBy(() -> new TilePath(64, 0, 1)).hasMessageContaining("level: 64");
    assertThatThrownBy(() -> new TilePath(0, -1, 1)).hasMessageContaining("index: -1");
    assertThatThrownBy(() -> TilePath.entries(0, 0)).hasMessageContaining("width: 0");
    assertThatThrownBy(() -> TilePath.entries(0, 257)).hasMessageContaining("width: 257");
    assertThat(TilePath.entries(0, 1).ofEntries()).isTrue();
  }
}
