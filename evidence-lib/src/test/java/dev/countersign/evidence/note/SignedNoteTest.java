package dev.countersign.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  /// The published example of the Go implementation, whose private key is published too.
  private static final String NEUMANN =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  private static final String NEUMANN_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  /// The example of the specification: its text has an empty line.
  private static final String QUASIMODO =
      """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed è subito sera.

      — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
      """;

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final NoteKey known = new NoteKey("example.com/log", key.verification());
  private final SignedNote note = SignedNote.sign("one\n\ntwo\n", "example.com/log", key);

  @Test
  void signsThePublishedExampleAsPublished() {
    var signed =
        SignedNote.sign(
            NEUMANN.substring(0, NEUMANN.indexOf("\n\n") + 1), "PeterNeumann", neumann());
    assertThat(signed).hasToString(NEUMANN);
  }

  @Test
  void verifiesThePublishedExample() {
    var published = new NoteKey("PeterNeumann", neumann().verification());
    assertThat(parse(NEUMANN).verified(List.of(known, published))).containsExactly(published);
    assertThat(published.text()).startsWith("PeterNeumann+c74f20a3+");
  }

  @Test
  void readsTheSpecificationsExample() {
    var read = parse(QUASIMODO);
    assertThat(read.text()).endsWith("sole:\n\ned è subito sera.\n");
    assertThat(read.signatures()).singleElement().satisfies(this::isQuasimodo);
    assertThat(read).hasToString(QUASIMODO);
  }

  private void isQuasimodo(NoteSignature signature) {
    assertThat(signature.name()).isEqualTo("quasimodo.example/salvatore");
    assertThat(signature.keyId()).isEqualTo(0x367ba04b);
    assertThat(signature.signature()).hasSize(64);
  }

  @Test
  void readsTheKeyOfTheGoChecksumDatabase() {
    String text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    assertThat(NoteKey.parse(text).text()).isEqualTo(text);
    assertThat(NoteKey.parse(text).id()).isEqualTo(0x033de0ae);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sum.golang.org",
        "sum.golang.org+033de0ae",
        "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "other.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "sum.golang.org+033de0ae+As4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "sum.golang.org+033de0ae+AQ==",
        "+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
      })
  void refusesAKeyThatIsNot(String text) {
    assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void believesNothingThatAKnownKeyDidNotSign() {
    assertThat(note.isSignedBy(known)).isTrue();
    assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
    assertThat(new SignedNote("one\n\ntwo!\n", note.signatures()).isSignedBy(known)).isFalse();
    var renamed = new NoteKey("example.com/other", key.verification());
    assertThat(note.isSignedBy(renamed)).isFalse();
    assertThat(note.verified(List.of())).isEmpty();
  }

  @Test
  void takesCosignaturesAndPassesOverUnknownOnes() {
    var witness = SigningKey.generate(new SecureRandom());
    var cosigned = SignedNote.parse(note.with(signature(witness)).bytes());
    var witnessKey = new NoteKey("witness.example", witness.verification());
    assertThat(cosigned.verified(List.of(known))).containsExactly(known);
    assertThat(cosigned.verified(List.of(known, witnessKey))).containsExactly(known, witnessKey);
  }

  private NoteSignature signature(SigningKey witness) {
    return SignedNote.sign(note.text(), "witness.example", witness).signatures().getFirst();
  }

  @Test
  void oneBadSignatureOfAKnownKeySpoilsTheNote() {
    var witness = SigningKey.generate(new SecureRandom());
    var witnessKey = new NoteKey("witness.example", witness.verification());
    var bad = SignedNote.sign("other\n", "witness.example", witness).signatures().getFirst();
    var spoilt = new SignedNote(note.text(), List.of(note.signatures().getFirst(), bad));
    assertThat(spoilt.verified(List.of(known, witnessKey))).isEmpty();
    assertThat(spoilt.verified(List.of(known))).containsExactly(known);
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] bytes = note.bytes();
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] flipped = bytes.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      assertThat(holds(flipped)).as("bit %d", i).isFalse();
    }
  }

  @Test
  void everyTruncationIsFound() {
    byte[] bytes = note.bytes();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(holds(Arrays.copyOf(bytes, length))).as("length %d", length).isFalse();
    }
  }

  private boolean holds(byte[] bytes) {
    try {
      return SignedNote.parse(bytes).isSignedBy(known);
    } catch (MalformedNoteException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n-- name AAAAAAA=\n",
        "text\n\n\u2013 name AAAAAAA=\n",
        "text\n\n\u2014name AAAAAAA=\n",
        "text\n\n\u2014\u00a0name AAAAAAA=\n",
        "text\n\n\u2014  AAAAAAA=\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 na+me AAAAAAA=\n",
        "text\n\n\u2014 na\u2003me AAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAA\n",
        "text\n\n\u2014 name AAAAAAB=\n",
        "text\n\n\u2014 name AAAAAA==\n",
        "text\n\n\u2014 name AAAAAAA= \n",
        "text\n\n\u2014 name AAAA-AA=\n",
        "text\n\n\u2014 name  AAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAA=",
        "text\n\n\u2014 name AAAAAAA=\r\n",
        "te\txt\n\n\u2014 name AAAAAAA=\n",
        "te\u0000xt\n\n\u2014 name AAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAA=\n\u2014 name AAAAAAB+\n",
        "text\n\n\u2014 name AAAAAAA=\nmore\n"
      })
  void refusesWhatIsNotANote(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = note.bytes();
    bytes[0] = (byte) 0xff;
    assertThatThrownBy(() -> SignedNote.parse(bytes)).hasMessage("note: not UTF-8");
  }

  @Test
  void refusesMoreThanItsLimits() {
    String line = "\u2014 name%d AAAAAAA=\n";
    var many = new StringBuilder("text\n\n");
    for (int i = 0; i < SignedNote.MAX_SIGNATURES; i++) {
      many.append(line.formatted(i));
    }
    assertThat(parse(many.toString()).signatures()).hasSize(SignedNote.MAX_SIGNATURES);
    many.append(line.formatted(SignedNote.MAX_SIGNATURES));
    assertThatThrownBy(() -> parse(many.toString())).hasMessageContaining("more than 64");
    assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]))
        .hasMessageContaining("note length: 262145");
  }

  private static SignedNote parse(String text) {
    return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SigningKey neumann() {
    byte[] typed = Base64.getDecoder().decode(NEUMANN_SECRET);
    String d =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOfRange(typed, 1, typed.length));
    return SigningKey.fromJwk(Map.of("kty", "OKP", "crv", "Ed25519", "d", d));
  }
}
