package dev.countersign.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordType;
import dev.countersign.evidence.record.Stub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final List<String> NAMES =
      List.of(
          "manifest.json",
          "records/0000000000.jws",
          "checkpoints/00000000000000000002.note",
          "keys/log.jwks.json",
          "keys/writers/audit-0.jwks.json",
          "keys/writers/gateway-0.jwks.json",
          "retention.json");

  @Test
  void holdsWhatWasWritten() throws IOException {
    var content = TestBundles.read(TestBundles.bundle(List.of("a.b.c", "d.e.f")));
    assertThat(content.manifest()).isEqualTo(TestBundles.manifest(2));
    assertThat(content.records()).containsExactly("a.b.c", "d.e.f");
    assertThat(content.checkpoints()).extracting(BundleCheckpoint::size).containsExactly(2L);
    assertThat(content.checkpoints().getFirst().note())
        .isEqualTo(TestBundles.checkpoint(2).sign(TestBundles.LOG_KEY).bytes());
    assertThat(content.keys().log()).containsExactly(TestBundles.LOG_KEY.verification());
    assertThat(content.keys().writers()).isEqualTo(TestBundles.WRITER_KEYS);
    assertThat(content.policies()).isEmpty();
    assertThat(content.retention()).isEqualTo(TestBundles.RETENTION);
    assertThat(content.damage()).isEmpty();
  }

  @Test
  void holdsEarlierCheckpointsAndPolicies() throws IOException {
    var content = TestBundles.read(TestBundles.full());
    assertThat(content.checkpoints()).extracting(BundleCheckpoint::size).containsExactly(1L, 2L);
    assertThat(content.policies())
        .extracting(BundlePolicy::name)
        .containsExactly(Digest.of(new byte[] {'p'}), Digest.of(new byte[] {'q'}));
    assertThat(content.policies())
        .extracting(BundlePolicy::document)
        .containsExactlyElementsOf(TestBundles.POLICIES);
  }

  @Test
  void holdsStubsAmongRecords() throws IOException {
    var stub =
        new Stub(
            1,
            Digest.ZERO,
            Digest.ZERO,
            "gateway-0",
            1,
            0,
            RecordType.WRITER_OPENED,
            "log",
            Instant.EPOCH,
            null,
            null);
    var out = new ByteArrayOutputStream();
    var manifest = BundleManifest.of(TestBundles.checkpoint(2), 1, new TreeMap<>(), 1, 0);
    var bundle = new BundleWriter(out, manifest);
    assertThatThrownBy(() -> bundle.stub(stub)).hasMessage("leaf: 1 (expected: 0)");
    bundle.record(new byte[] {'a'});
    bundle.stub(stub);
    TestBundles.finish(bundle, 2);
    var content = TestBundles.read(out.toByteArray());
    assertThat(content.manifest().records()).isEqualTo(1);
    assertThat(content.manifest().pruned()).isEqualTo(1);
    assertThat(Stub.read(content.records().get(1).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(stub);
  }

  @Test
  void readsTheFirstFormat() throws IOException {
    byte[] second = TestBundles.bundle(List.of("a.b.c"));
    var content = TestBundles.read(Parts.of(second).firstFormat().zip());
    assertThat(content.manifest().format()).isEqualTo(1);
    assertThat(content.records()).containsExactly("a.b.c");
    assertThat(content.notes()).isEqualTo(TestBundles.read(second).notes());
    assertThat(content.retention()).isEqualTo(BundleRetention.NONE);
    assertThat(content.damage()).isEmpty();
    byte[] withRetention =
        Parts.of(second).firstFormat().add(6, "retention.json", new byte[0]).zip();
    assertThatThrownBy(() -> TestBundles.read(withRetention))
        .hasMessageContaining("unexpected entry");
  }

  @Test
  void refusesAClosingThatIsNotAsPromised() throws IOException {
    var one = List.of(TestBundles.note(0));
    refused(TestBundles.closing(List.of(), List.of()), "size of the last checkpoint: -1");
    refused(
        TestBundles.closing(List.of(TestBundles.note(0), TestBundles.note(0)), List.of()),
        "checkpoint size: 0 (expected: > 0)");
    refused(TestBundles.closing(one, List.of(new byte[] {'p'})), "policies: 1 (expected: 0)");
    refused(TestBundles.closing(one, TestBundles.POLICIES.reversed()), "policy: 148de9c5a7a4");
    refused(TestBundles.closing(one, List.of(new byte[(1 << 20) + 1])), "policy length: 1048577");
  }

  private static void refused(BundleClosing closing, String reason) throws IOException {
    var bundle = new BundleWriter(OutputStream.nullOutputStream(), TestBundles.manifest(0));
    assertThatThrownBy(() -> bundle.finish(closing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void writesTheManifestOfTheContract() throws IOException {
    byte[] bytes = TestBundles.bundle(List.of());
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains(
            "{\"format\":2,\"origin\":\"countersign.dev/test\",\"size\":0,\"root\":\"sha-256:4bf5",
            "\",\"records\":0,\"pruned\":0,\"writers\":{},\"checkpoints\":1,\"policies\":0,"
                + "\"checkpoint\":\"checkpoints/00000000000000000000.note\"}");
    assertThat(TestBundles.read(bytes).records()).isEmpty();
  }

  @Test
  void theSameLogGivesTheSameBytes() throws IOException {
    assertThat(TestBundles.bundle(List.of("a.b.c")))
        .isEqualTo(TestBundles.bundle(List.of("a.b.c")));
  }

  @Test
  void otherZipReadersSeeTheSame(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bundle.zip");
    Files.write(file, TestBundles.bundle(List.of("a.b.c", "d.e.f")));
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).containsExactlyElementsOf(NAMES);
      var records = zip.getInputStream(zip.getEntry("records/0000000000.jws")).readAllBytes();
      assertThat(records).asString().isEqualTo("a.b.c\nd.e.f\n");
    }
    var streamed = new ArrayList<String>();
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        streamed.add(entry.getName());
        zip.transferTo(OutputStream.nullOutputStream());
      }
    }
    assertThat(streamed).isEqualTo(NAMES);
  }

  @Test
  void beginsANewEntryAfter65536Records() throws IOException {
    var lines = IntStream.range(0, 65_537).mapToObj(Integer::toString).toList();
    byte[] bytes = TestBundles.bundle(lines);
    assertThat(TestBundles.read(bytes).records()).isEqualTo(lines);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains("records/0000000001.jws")
        .doesNotContain("records/0000000002.jws");
  }

  @Test
  void carriesLinesOfEveryLengthOverBlockBorders() throws IOException {
    var lines =
        IntStream.of(1, 65_535, 65_534, 2, 65_533, 1, 65_535).mapToObj("x"::repeat).toList();
    assertThat(TestBundles.read(TestBundles.bundle(lines)).records()).isEqualTo(lines);
  }

  @Test
  void readsTheSameWhereTheFileComesInSmallPieces() throws IOException {
    var random = new Random(1);
    var lines = random.ints(300, 1, 3_000).mapToObj("x"::repeat).toList();
    byte[] bytes = TestBundles.bundle(lines);
    var pieces =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 1 + random.nextInt(9_000)));
          }
        };
    var reader = new BundleReader(pieces);
    for (String line : lines) {
      assertThat(reader.nextLine()).hasValue(line.getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(reader.nextLine()).isEmpty();
    assertThat(reader.nextCheckpoint()).isPresent();
  }

  @Test
  void refusesLinesThatCannotBeRecords() throws IOException {
    var bundle = new BundleWriter(OutputStream.nullOutputStream(), TestBundles.manifest(1));
    assertThatThrownBy(() -> bundle.record(new byte[0])).hasMessageContaining("length: 0");
    assertThatThrownBy(() -> bundle.record(new byte[65_536])).hasMessageContaining("65536");
    assertThatThrownBy(() -> bundle.record(new byte[] {'a', '\n'}))
        .hasMessageContaining("line feed");
  }

  @Test
  void refusesToEndWithOtherThanThePromisedRecords() throws IOException {
    var bundle = new BundleWriter(OutputStream.nullOutputStream(), TestBundles.manifest(2));
    bundle.record(new byte[] {'a'});
    assertThatThrownBy(() -> TestBundles.finish(bundle, 2)).hasMessage("records: 1 (expected: 2)");
  }

  @Test
  void aBundleThatWasNotFinishedIsNone() throws IOException {
    var out = new ByteArrayOutputStream();
    var bundle = new BundleWriter(out, TestBundles.manifest(1));
    bundle.record(new byte[] {'a'});
    assertThatThrownBy(() -> TestBundles.read(out.toByteArray()))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageContaining("the file ends here");
    assertThatThrownBy(() -> new BundleReader(new ByteArrayInputStream(new byte[0])))
        .isInstanceOf(MalformedBundleException.class);
  }
}
