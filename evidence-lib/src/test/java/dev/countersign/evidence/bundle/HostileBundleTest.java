package dev.countersign.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.EvidenceJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files made to mislead the reader.
class HostileBundleTest {
  private final byte[] good = full();

  @Test
  void noByteCanBeChangedUnseen() throws IOException {
    var original = TestBundles.read(good);
    for (int i = 0; i < good.length; i++) {
      for (int bit : new int[] {0x01, 0x20, 0x80}) {
        byte[] changed = good.clone();
        changed[i] ^= (byte) bit;
        assertThat(readsLike(original, changed)).as("byte %d ^ %d", i, bit).isFalse();
      }
    }
  }

  @Test
  void noTruncationIsUnseen() throws IOException {
    var original = TestBundles.read(good);
    for (int length = 0; length < good.length; length++) {
      assertThat(readsLike(original, Arrays.copyOf(good, length))).as("at %d", length).isFalse();
    }
  }

  @Test
  void nothingCanBeAddedUnseen() throws IOException {
    assertThat(TestBundles.read(Arrays.copyOf(good, good.length + 1)).damage())
        .containsExactly("more bytes after the end of the zip file");
    byte[] prefixed = new byte[good.length + 4];
    System.arraycopy(good, 0, prefixed, 4, good.length);
    refused(prefixed, "no zip entry here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "..\\windows",
        "keys/writers/../log.jwks.json",
        "keys/writers/Gateway-0.jwks.json",
        "keys/writers/.jwks.json",
        "keys/writers/gateway-0.jwks.json",
        "keys/writers/a.jwks.json",
        "keys/other.json",
        "readme.txt",
        "records/0000000001.jws",
        "checkpoints/00000000000000000000.note",
        "checkpoints/00000000000000000003.note",
        "checkpoints/99999999999999999999.note",
        "checkpoints/1.note",
        "policies/x",
        "policies/ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD",
        "policies/ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "retention.json",
        "manifest.json"
      })
  void refusesAnEntryThatDoesNotBelongThere(String name) throws IOException {
    byte[] content = "x".getBytes(StandardCharsets.US_ASCII);
    byte[] last = parts().add(parts().size(), name, content).zip();
    refused(last, name + ", byte");
    refused(last, "unexpected entry");
    for (int i = 0; i < parts().size(); i++) {
      byte[] added = parts().add(i, name, content).zip();
      assertThat(readsLike(TestBundles.read(good), added)).as("at %d", i).isFalse();
    }
  }

  @Test
  void refusesEveryMissingDoubledOrSwappedEntry() throws IOException {
    var original = TestBundles.read(good);
    for (int i = 0; i < parts().size(); i++) {
      assertThat(readsLike(original, parts().remove(i).zip())).as("without %d", i).isFalse();
      assertThat(readsLike(original, parts().repeat(i).zip())).as("twice %d", i).isFalse();
      if (i > 0) {
        assertThat(readsLike(original, parts().swap(i - 1).zip())).as("swapped %d", i).isFalse();
      }
    }
  }

  @Test
  void refusesMoreOrFewerPartsThanTheManifestSays() {
    refused(manifest("\"policies\":2", "\"policies\":1"), "unexpected entry");
    refused(manifest("\"policies\":2", "\"policies\":3"), "expected: another policy");
    refused(manifest("\"checkpoints\":2", "\"checkpoints\":1"), "unexpected entry");
    refused(manifest("\"checkpoints\":2", "\"checkpoints\":3"), "expected: checkpoints/");
  }

  private static byte[] manifest(String there, String instead) {
    return parts().edit("manifest.json", json -> json.replace(there, instead)).zip();
  }

  @Test
  void refusesACompressedBombBeforeInflatingIt() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(new byte[50_000_000]);
    }
    refused(out.toByteArray(), "not a zip entry of the form that bundles have");
  }

  @Test
  void refusesTheSameContentZippedByAnotherTool() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(good));
        var zip = new ZipOutputStream(out)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(zip);
      }
    }
    refused(out.toByteArray(), "not a zip entry of the form that bundles have");
  }

  @Test
  void refusesOversizeEntries() throws IOException {
    byte[] large = new byte[1 << 21];
    Arrays.fill(large, (byte) ' ');
    for (String name : new String[] {"manifest", "checkpoints/", "keys/", "policies/", "ret"}) {
      refused(parts().set(parts().index(name), large).zip(), "longer than");
    }
    refused(parts().set(1, large).zip(), "a line longer than 65535 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a\n\n", "a\n\nb\n", "a", "a\nb"})
  void refusesRecordsThatAreNotLines(String content) throws IOException {
    byte[] bytes = parts().set(1, content.getBytes(StandardCharsets.US_ASCII)).zip();
    assertThatThrownBy(() -> TestBundles.read(bytes))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageStartingWith("records/0000000000.jws, byte");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"format\":1,\"format\":1}",
        "{\"format\":3,FIRST}",
        "{\"format\":\"2\",FIRST,MORE}",
        "{\"format\":1,FIRST,\"x\":1}",
        "{\"format\":1,FIRST,MORE}",
        "{\"format\":2,FIRST}",
        "{\"format\":2,FIRST,MORE,\"x\":1}",
        "{\"format\":2,FIRST,\"checkpoints\":1,\"policies\":0}",
        "{\"format\":2,FIRST,\"pruned\":0,\"policies\":0}",
        "{\"format\":2,FIRST,\"pruned\":0,\"checkpoints\":1}",
        "{\"format\":2,FIRST,\"pruned\":-1,\"checkpoints\":1,\"policies\":0}",
        "{\"format\":2,FIRST,\"pruned\":0,\"checkpoints\":0,\"policies\":0}",
        "{\"format\":2,FIRST,\"pruned\":0,\"checkpoints\":1025,\"policies\":0}",
        "{\"format\":2,FIRST,\"pruned\":0,\"checkpoints\":1,\"policies\":4097}",
        "{\"format\":1,\"origin\":\"o\",\"size\":-1,\"root\":\"R\",\"records\":1,\"writers\":{},\"checkpoint\":\"C\"}",
        "{\"format\":1,\"origin\":\"o\",\"size\":2,\"root\":\"R\",\"records\":1,\"writers\":{},\"checkpoint\":\"../C\"}",
        "{\"format\":1,\"origin\":\"o\",\"size\":2,\"root\":\"x\",\"records\":1,\"writers\":{},\"checkpoint\":\"C\"}"
      })
  void refusesAManifestThatIsNot(String json) {
    String text =
        json.replace(
                "FIRST",
                "\"origin\":\"o\",\"size\":2,\"root\":\"R\",\"records\":2,\"writers\":{},\"checkpoint\":\"C\"")
            .replace("MORE", "\"pruned\":0,\"checkpoints\":2,\"policies\":2")
            .replace("R", TestBundles.manifest(1).root().toString())
            .replace("C", "checkpoints/00000000000000000002.note");
    byte[] bytes = parts().edit("manifest.json", _ -> text).zip();
    assertThatThrownBy(() -> TestBundles.read(bytes))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageStartingWith("manifest.json, byte");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "{\"classes\":{}}",
        "{\"classes\":{},\"connections\":null}",
        "{\"classes\":{\"a\":null},\"connections\":{}}",
        "{\"classes\":{\"a\":1},\"connections\":{}}",
        "{\"classes\":{\"a\":\"P1D\",\"a\":\"P2D\"},\"connections\":{}}",
        "{\"classes\":{},\"connections\":{},\"more\":1}"
      })
  void refusesRetentionThatIsNone(String json) {
    refused(parts().edit("retention.json", _ -> json).zip(), "not retention");
  }

  @Test
  void refusesPrivateKeys() throws IOException {
    byte[] secret =
        EvidenceJson.write(java.util.Map.of("keys", List.of(TestBundles.LOG_KEY.revealJwk())));
    refused(parts().set(parts().index("keys/log"), secret).zip(), "holds a private key");
  }

  @Test
  void stopsAtMoreEntriesThanItsLimit() throws IOException {
    var source = new ZipSource(new ByteArrayInputStream(good), 1);
    assertThat(source.next()).contains("manifest.json");
    source.readAll(1000);
    assertThatThrownBy(source::next).hasMessageContaining("more than 1 entries");
  }

  @Test
  void lookingAheadTakesNoFileForAWholeOne() throws IOException {
    var ahead = BundleReader.ahead(new ByteArrayInputStream(good));
    while (ahead.nextLineInPlace().isPresent()) {}
    while (ahead.nextCheckpoint().isPresent()) {}
    ahead.keys();
    while (ahead.nextPolicy().isPresent()) {}
    ahead.retention();
    while (ahead.nextTimestamp().isPresent()) {}
    assertThatThrownBy(ahead::finish).isInstanceOf(IllegalStateException.class);
  }

  private static void refused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> TestBundles.read(bytes))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageContaining(reason);
  }

  /// Whether a reader could take the file for an undamaged one with the same content.
  private static boolean readsLike(TestBundles.Content original, byte[] bytes) throws IOException {
    try {
      return TestBundles.read(bytes).isLike(original);
    } catch (MalformedBundleException e) {
      return false;
    }
  }

  private static byte[] full() {
    try {
      return TestBundles.full();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Parts parts() {
    return Parts.of(full());
  }
}
