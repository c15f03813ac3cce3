package dev.countersign.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  /// The example of the specification.
  private static final String PUBLISHED =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      """;

  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

  @Test
  void readsAndWritesThePublishedExample() {
    var note = SignedNote.parse(PUBLISHED.getBytes(StandardCharsets.UTF_8));
    var checkpoint = Checkpoint.parse(note.text());
    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20_852_163);
    assertThat(checkpoint.root().hex()).startsWith("0ac5186a91863e8e");
    assertThat(checkpoint.text()).isEqualTo(note.text());
    assertThat(note.signatures().getFirst().name()).isEqualTo(checkpoint.origin());
  }

  @Test
  void isSignedUnderItsOrigin() {
    var key = SigningKey.generate(new SecureRandom());
    var checkpoint = new Checkpoint("countersign.dev/test", 3, Digest.ZERO);
    var note = SignedNote.parse(checkpoint.sign(key).bytes());
    assertThat(note.isSignedBy(new NoteKey("countersign.dev/test", key.verification()))).isTrue();
    assertThat(note.isSignedBy(new NoteKey("countersign.dev/tests", key.verification()))).isFalse();
    assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
  }

  @Test
  void holdsSizesUpToTheLargest() {
    String text = "o\n" + Long.MAX_VALUE + "\n" + ROOT + "\n";
    assertThat(Checkpoint.parse(text).size()).isEqualTo(Long.MAX_VALUE);
    assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "o\n1\n",
        "\n1\n" + ROOT + "\n",
        "o\n\n" + ROOT + "\n",
        "o\n-1\n" + ROOT + "\n",
        "o\n+1\n" + ROOT + "\n",
        "o\n01\n" + ROOT + "\n",
        "o\n1 \n" + ROOT + "\n",
        "o\n0x1\n" + ROOT + "\n",
        "o\n\u0661\n" + ROOT + "\n",
        "o\n9223372036854775808\n" + ROOT + "\n",
        "o\n99999999999999999999\n" + ROOT + "\n",
        "o\n1\n" + ROOT,
        "o\n1\nAAAA\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "o\n1\n" + ROOT + "\nextension\n",
        "o\n1\n" + ROOT + "\n\n",
        "o\r\n1\r\n" + ROOT + "\r\n"
      })
  void refusesWhatIsNotACheckpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aWitnessPassesOverExtensionLines() {
    String text = "o\n7\n" + ROOT + "\nextension one\ntwo\n";
    assertThat(Checkpoint.parseWithExtensions(text))
        .isEqualTo(Checkpoint.parse("o\n7\n" + ROOT + "\n"));
    assertThatThrownBy(() -> Checkpoint.parseWithExtensions("o\n7\n" + ROOT + "\n\ntwo\n"))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(() -> Checkpoint.parseWithExtensions("o\n7\n"))
        .isInstanceOf(MalformedNoteException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "tab\t"})
  void refusesAnOriginThatIsNotOneLine(String origin) {
    assertThatThrownBy(() -> new Checkpoint(origin, 1, Digest.ZERO))
        .isInstanceOf(MalformedNoteException.class);
  }
}
