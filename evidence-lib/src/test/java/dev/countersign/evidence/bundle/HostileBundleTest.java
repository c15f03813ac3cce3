package dev.countersign.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.record.EvidenceJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
  private final byte[] good = bundle();

  private record Part(String name, byte[] content) {}

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
    assertThat(TestBundles.read(Arrays.copyOf(good, good.length + 1)).end().damage())
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
        "manifest.json"
      })
  void refusesAnEntryThatDoesNotBelongThere(String name) throws IOException {
    var parts = parts();
    parts.add(new Part(name, "x".getBytes(StandardCharsets.US_ASCII)));
    refused(zip(parts), name + ", byte");
    refused(zip(parts), "unexpected entry");
  }

  @Test
  void refusesEveryMissingDoubledOrSwappedEntry() throws IOException {
    for (int i = 0; i < parts().size() - 1; i++) {
      var missing = parts();
      missing.remove(i);
      var doubled = parts();
      doubled.add(i, doubled.get(i));
      var swapped = parts();
      swapped.add(i, swapped.remove(i + 1));
      var original = TestBundles.read(good);
      assertThat(readsLike(original, zip(missing))).as("without %d", i).isFalse();
      assertThat(readsLike(original, zip(doubled))).as("twice %d", i).isFalse();
      assertThat(readsLike(original, zip(swapped))).as("swapped %d", i).isFalse();
    }
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
    for (int i : new int[] {0, 2, 3, 4}) {
      var parts = parts();
      parts.set(i, new Part(parts.get(i).name(), large));
      refused(zip(parts), "longer than");
    }
    var parts = parts();
    parts.set(1, new Part(parts.get(1).name(), large));
    refused(zip(parts), "a line longer than 65535 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a\n\n", "a\n\nb\n", "a", "a\nb"})
  void refusesRecordsThatAreNotLines(String content) throws IOException {
    var parts = parts();
    parts.set(1, new Part(parts.get(1).name(), content.getBytes(StandardCharsets.US_ASCII)));
    assertThatThrownBy(() -> TestBundles.read(zip(parts)))
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
        "{\"format\":2,\"origin\":\"o\",\"size\":1,\"root\":\"R\",\"records\":1,\"writers\":{},\"checkpoint\":\"C\"}",
        "{\"format\":1,\"origin\":\"o\",\"size\":-1,\"root\":\"R\",\"records\":1,\"writers\":{},\"checkpoint\":\"C\"}",
        "{\"format\":1,\"origin\":\"o\",\"size\":1,\"root\":\"R\",\"records\":1,\"writers\":{},\"checkpoint\":\"../C\"}",
        "{\"format\":1,\"origin\":\"o\",\"size\":1,\"root\":\"x\",\"records\":1,\"writers\":{},\"checkpoint\":\"C\"}",
        "{\"format\":1,\"origin\":\"o\",\"size\":1,\"root\":\"R\",\"records\":1,\"writers\":{},\"checkpoint\":\"C\",\"x\":1}"
      })
  void refusesAManifestThatIsNot(String json) throws IOException {
    var parts = parts();
    String text =
        json.replace("R", TestBundles.manifest(1).root().toString())
            .replace("C", "checkpoints/00000000000000000001.note");
    parts.set(0, new Part("manifest.json", text.getBytes(StandardCharsets.US_ASCII)));
    assertThatThrownBy(() -> TestBundles.read(zip(parts)))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageStartingWith("manifest.json, byte");
  }

  @Test
  void refusesPrivateKeys() throws IOException {
    var parts = parts();
    byte[] secret =
        EvidenceJson.write(java.util.Map.of("keys", List.of(TestBundles.LOG_KEY.revealJwk())));
    parts.set(3, new Part("keys/log.jwks.json", secret));
    refused(zip(parts), "holds a private key");
  }

  @Test
  void stopsAtMoreEntriesThanItsLimit() throws IOException {
    var source = new ZipSource(new ByteArrayInputStream(good), 1);
    assertThat(source.next()).contains("manifest.json");
    source.readAll(1000);
    assertThatThrownBy(source::next).hasMessageContaining("more than 1 entries");
  }

  private static void refused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> TestBundles.read(bytes))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageContaining(reason);
  }

  /// Whether a reader could take the file for an undamaged one with the same content.
  private static boolean readsLike(TestBundles.Content original, byte[] bytes) throws IOException {
    try {
      var read = TestBundles.read(bytes);
      return read.end().damage().isEmpty()
          && read.records().equals(original.records())
          && read.manifest().equals(original.manifest())
          && Arrays.equals(read.end().checkpoint(), original.end().checkpoint())
          && read.end().keys().equals(original.end().keys());
    } catch (MalformedBundleException e) {
      return false;
    }
  }

  private static byte[] bundle() {
    try {
      return TestBundles.bundle(List.of("a.b.c", "d.e.f"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// The entries of the good bundle.
  private static List<Part> parts() {
    var parts = new ArrayList<Part>();
    parts.add(new Part("manifest.json", EvidenceJson.write(TestBundles.manifest(2))));
    parts.add(
        new Part("records/0000000000.jws", "a.b.c\nd.e.f\n".getBytes(StandardCharsets.US_ASCII)));
    parts.add(
        new Part(
            "checkpoints/00000000000000000002.note",
            TestBundles.checkpoint(2).sign(TestBundles.LOG_KEY).bytes()));
    parts.add(
        new Part("keys/log.jwks.json", Jwks.write(List.of(TestBundles.LOG_KEY.verification()))));
    TestBundles.WRITER_KEYS.forEach(
        (writer, keys) -> parts.add(new Part(BundleNames.writerKeys(writer), Jwks.write(keys))));
    return parts;
  }

  private static byte[] zip(List<Part> parts) throws IOException {
    var out = new ByteArrayOutputStream();
    var sink = new ZipSink(out);
    for (Part part : parts) {
      sink.entry(part.name(), part.content());
    }
    sink.finish();
    return out.toByteArray();
  }
}
