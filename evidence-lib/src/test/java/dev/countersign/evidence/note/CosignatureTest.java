package dev.countersign.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosignatureTest {
  /// The example of C2SP `tlog-cosignature`.
  private static final String PUBLISHED =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
      """;

  /// The message of that example, as the specification writes it out.
  private static final String MESSAGE =
      """
      cosignature/v1
      time 1679315147
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
      """;

  private static final Instant TIME = Instant.ofEpochSecond(1_679_315_147);

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final Cosigner witness = new Cosigner("witness.example.com/w1", key);
  private final SignedNote published = SignedNote.parse(PUBLISHED.getBytes(StandardCharsets.UTF_8));

  @Test
  void readsThePublishedExample() {
    var cosignature = published.signatures().getLast();
    assertThat(cosignature.name()).isEqualTo("witness.example.com/w1");
    assertThat(cosignature.time()).contains(TIME);
    assertThat(published.signatures().getFirst().time()).isEmpty();
    assertThat(published).hasToString(PUBLISHED);
  }

  @Test
  void signsTheMessageOfTheSpecification() throws GeneralSecurityException {
    byte[] signature = witness.cosign(published.text(), TIME).signature();
    assertThat(ByteBuffer.wrap(signature).getLong()).isEqualTo(TIME.getEpochSecond());
    var jdk = Signature.getInstance("Ed25519");
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] encoded = ByteBuffer.allocate(44).put(prefix).put(key.verification().encoded()).array();
    jdk.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    jdk.update(MESSAGE.getBytes(StandardCharsets.UTF_8));
    assertThat(jdk.verify(Arrays.copyOfRange(signature, 8, signature.length))).isTrue();
  }

  @Test
  void namesItsKeyAsTheSpecificationDoes() throws GeneralSecurityException {
    byte[] typed = ByteBuffer.allocate(33).put((byte) 4).put(key.verification().encoded()).array();
    var sha = MessageDigest.getInstance("SHA-256");
    sha.update("witness.example.com/w1\n".getBytes(StandardCharsets.UTF_8));
    int id = ByteBuffer.wrap(sha.digest(typed)).getInt();
    assertThat(witness.publicKey().id()).isEqualTo(id);
    assertThat(witness.publicKey().text())
        .isEqualTo(
            "witness.example.com/w1+%08x+%s"
                .formatted(id, Base64.getEncoder().encodeToString(typed)));
    assertThat(NoteKey.parse(witness.publicKey().text())).isEqualTo(witness.publicKey());
  }

  /// The key of a public witness, and a cosignature with its time, as the tests of
  /// transparency-dev/formats have them.
  @Test
  void readsWhatAPublicWitnessWrites() {
    String text = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    var key = NoteKey.parse(text);
    assertThat(key.type()).isEqualTo(SignatureType.COSIGNATURE);
    assertThat(key.id()).isEqualTo(0xda77ade7);
    assertThat(key.text()).isEqualTo(text);
    var line =
        "\u2014 w ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==";
    assertThat(NoteSignature.parse(line).time()).contains(Instant.ofEpochSecond(1_727_964_367));
  }

  @Test
  void oneKeyOfTwoTypesIsTwoKeys() {
    var asLog = new NoteKey("witness.example.com/w1", key.verification());
    var note = SignedNote.sign(published.text(), "witness.example.com/w1", key);
    assertThat(asLog.id()).isNotEqualTo(witness.publicKey().id());
    assertThat(note.isSignedBy(witness.publicKey())).isFalse();
    assertThat(cosigned().isSignedBy(asLog)).isFalse();
  }

  @Test
  void aCosignedNoteIsReadInAnyOrder() {
    var cosigned = cosigned();
    assertThat(cosigned.isSignedBy(witness.publicKey())).isTrue();
    var turned = new SignedNote(cosigned.text(), cosigned.signatures().reversed());
    assertThat(SignedNote.parse(turned.bytes())).isEqualTo(turned);
    assertThat(turned.isSignedBy(witness.publicKey())).isTrue();
    assertThat(turned.signatures()).hasSize(3);
  }

  @Test
  void passesOverCosignaturesOfUnknownKeys() {
    var other = new Cosigner("other.example/w", SigningKey.generate(new SecureRandom()));
    var note = cosigned().with(other.cosign("another text\n", TIME));
    assertThat(note.verified(List.of(witness.publicKey()))).containsExactly(witness.publicKey());
    assertThat(note.verified(List.of(witness.publicKey(), other.publicKey()))).isEmpty();
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] signature = witness.cosign(published.text(), TIME).signature();
    for (int i = 0; i < signature.length * 8; i++) {
      byte[] flipped = signature.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      assertThat(holds(flipped)).as("bit %d", i).isFalse();
    }
    assertThat(holds(signature)).isTrue();
  }

  @Test
  void refusesOtherLengths() {
    byte[] signature = witness.cosign(published.text(), TIME).signature();
    for (int length = 0; length <= 80; length++) {
      assertThat(holds(Arrays.copyOf(signature, length))).isEqualTo(length == signature.length);
    }
  }

  @Test
  void refusesTimesBefore1970() {
    assertThatThrownBy(() -> witness.cosign(published.text(), Instant.ofEpochSecond(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new NoteSignature("w", 1, new byte[72]).time()).contains(Instant.EPOCH);
    byte[] late = new byte[72];
    Arrays.fill(late, 0, 8, (byte) 0xff);
    assertThat(new NoteSignature("w", 1, late).time()).isEmpty();
    late[0] = 0x7f;
    assertThat(new NoteSignature("w", 1, late).time()).isEmpty();
  }

  @Test
  void oneKeyCosignsANoteOnce() {
    assertThatThrownBy(() -> cosigned().with(witness.cosign(published.text(), TIME.plusSeconds(1))))
        .hasMessage("note signatures: two of one key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "—", "— w", "— w AAAA", "— w AAAAAAA=\n", "w AAAAAAA="})
  void refusesWhatIsNoSignatureLine(String line) {
    assertThatThrownBy(() -> NoteSignature.parse(line)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aLineIsReadAsItWasWritten() {
    var cosignature = witness.cosign(published.text(), TIME);
    assertThat(NoteSignature.parse(cosignature.toString())).isEqualTo(cosignature);
  }

  private SignedNote cosigned() {
    return published.with(witness.cosign(published.text(), TIME));
  }

  private boolean holds(byte[] signature) {
    var key = witness.publicKey();
    return key.verifies(published.text(), new NoteSignature(key.name(), key.id(), signature));
  }
}
