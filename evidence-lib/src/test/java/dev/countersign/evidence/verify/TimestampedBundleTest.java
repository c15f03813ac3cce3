package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.test.TestTimestampAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others saw of the log's checkpoints, and when (RFC 3161).
class TimestampedBundleTest {
  private static final Instant SEEN = TestLog.START.plus(Duration.ofDays(1));
  private static final TestTimestampAuthority TSA =
      TestTimestampAuthority.named("Tick", TestLog.START);
  private static final TestTimestampAuthority OTHER =
      TestTimestampAuthority.named("Tock", TestLog.START);

  private final TestLog log = TestLog.standard();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @BeforeEach
  void seal() {
    log.seal();
  }

  @Test
  void saysWhoSawWhichCheckpointWhen() throws IOException {
    log.timestamps.put(12L, token(TSA, 12));

    assertThat(run("--tsa", file(TSA.rootPem()))).isZero();
    assertThat(said()).contains("seen     " + SEEN + ", size 12, by CN=Tick\n");
    assertThat(said()).doesNotContain("timestamp-unchecked");
  }

  @Test
  void saysThatNobodyVouchesForAnAuthorityThatWasNotNamed() throws IOException {
    log.timestamps.put(12L, token(TSA, 12));

    assertThat(run()).isZero();
    assertThat(said()).contains("(an authority that nobody vouches for)", "timestamp-unchecked");
  }

  @Test
  void asksForATimestampByOneWhoWasNamed() throws IOException {
    assertThat(run("--tsa", file(TSA.rootPem()), "--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("timestamp-missing");

    log.timestamps.put(12L, token(OTHER, 12));
    assertThat(run("--tsa", file(TSA.rootPem()), "--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("timestamp-missing", "found:    CN=Tock");

    log.timestamps.put(5L, token(TSA, 5));
    assertThat(run("--tsa", file(TSA.rootPem()))).isZero();
    assertThat(said()).contains("size 5, by CN=Tick");
  }

  @Test
  void refusesATimestampOfAnotherCheckpoint() throws IOException {
    log.timestamps.put(12L, token(TSA, 5));

    assertThat(run("--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("bad-timestamp");
  }

  @Test
  void refusesATimestampWithAnAlteredTime() throws IOException {
    byte[] token = token(TSA, 12);
    int year = indexOf(token, "20261121".getBytes(StandardCharsets.US_ASCII));
    token[year + 3]--;
    log.timestamps.put(12L, token);

    assertThat(run("--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("bad-timestamp");
  }

  @Test
  void cannotCheckWithoutGoodCertificates() throws IOException {
    assertThat(run("--tsa", file("none".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(run("--tsa", folder.resolve("nowhere").toString()))
        .isEqualTo(VerifyCommand.NOT_CHECKED);
  }

  private byte[] token(TestTimestampAuthority authority, long size) {
    String text = log.checkpoint(size).text();
    return authority.token(Digest.of(text.getBytes(StandardCharsets.UTF_8)).bytes(), SEEN);
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    return all.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
  }

  private String file(byte[] pem) throws IOException {
    return Files.write(folder.resolve("tsa.pem"), pem).toString();
  }

  private int run(String... more) throws IOException {
    log.promised = null;
    Path bundle = Files.write(folder.resolve("bundle.zip"), log.bundle());
    var arguments = new ArrayList<>(List.of(bundle.toString()));
    arguments.addAll(List.of(more));
    said.reset();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new VerifyCommand(print, print).run(arguments);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
