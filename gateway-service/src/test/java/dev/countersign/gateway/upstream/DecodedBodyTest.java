package dev.countersign.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class DecodedBodyTest {
  private static final byte[] TEXT = "{\"to\":\"a@b.org\"}".repeat(100).getBytes(UTF_8);

  @Test
  void undoesWhatItKnows() throws IOException {
    assertThat(decoded(gzip(TEXT), ContentCoding.GZIP)).isEqualTo(TEXT);
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(TEXT);
    }
    assertThat(decoded(deflated.toByteArray(), ContentCoding.DEFLATE)).isEqualTo(TEXT);
  }

  @Test
  void goesOnWithTheNextMember() throws IOException {
    byte[] two = joined(gzip(TEXT), gzip(TEXT));
    assertThat(decoded(two, ContentCoding.GZIP)).isEqualTo(joined(TEXT, TEXT));
  }

  @Test
  void leavesAnEmptyBodyEmpty() throws IOException {
    assertThat(decoded(new byte[0], ContentCoding.GZIP)).isEmpty();
  }

  @Test
  void refusesWhatIsNotCodedOrGoesOnBehindTheEnd() {
    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> decoded(TEXT, ContentCoding.GZIP));
    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> decoded(TEXT, ContentCoding.DEFLATE));
    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> decoded(joined(gzip(TEXT), new byte[20_000]), ContentCoding.GZIP));
  }

  @Test
  void refusesABodyThatIsCutOff() throws IOException {
    byte[] whole = gzip(TEXT);
    for (int cut : new int[] {1, 9, 20, whole.length - 1}) {
      assertThatExceptionOfType(EOFException.class)
          .isThrownBy(() -> decoded(Arrays.copyOf(whole, cut), ContentCoding.GZIP));
    }
  }

  @Test
  void refusesABodyThatGrowsTooMuch() throws IOException {
    byte[] bomb = gzip(new byte[8 << 20]);
    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> decoded(bomb, ContentCoding.GZIP))
        .withMessage("the coded content grows too much");
  }

  @Test
  void leavesTheConnectionOpen() throws IOException {
    boolean[] closed = {false};
    InputStream raw =
        new ByteArrayInputStream(gzip(TEXT)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (DecodedBody body = new DecodedBody(raw, ContentCoding.GZIP)) {
      assertThat(body.read()).isEqualTo('{');
    }
    assertThat(closed[0]).isFalse();
  }

  @Test
  void readsTheNamesOfCodings() {
    assertThat(ContentCoding.named(List.of(" GZip, identity", "br"))).containsExactly("gzip", "br");
    assertThat(ContentCoding.named(List.of())).isEmpty();
    assertThat(ContentCoding.of("x-gzip")).contains(ContentCoding.GZIP);
    assertThat(ContentCoding.of("zstd")).isEmpty();
  }

  private static byte[] decoded(byte[] body, ContentCoding coding) throws IOException {
    try (DecodedBody decoded = new DecodedBody(new ByteArrayInputStream(body), coding)) {
      return decoded.readAllBytes();
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
