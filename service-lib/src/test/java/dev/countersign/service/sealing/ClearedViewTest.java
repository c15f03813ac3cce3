package dev.countersign.service.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.evidence.record.Digest;
import dev.countersign.service.sealing.SealedBox.BrokenBoxException;
import dev.countersign.service.sealing.SealedBox.Key;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearedViewTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] VIEW = "{\"ssn\":\"078-05-1120\"}".getBytes(StandardCharsets.UTF_8);
  private static final List<List<String>> FRAUD = List.of(List.of("fraud", "risk"));

  private final Key key = Key.derived(secret(1));

  private static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return secret;
  }

  private ClearedView sealed() {
    return ClearedView.seal("a-1", FRAUD, VIEW, key.publicKey(), RANDOM);
  }

  @Test
  void opensWithTheKeyAlone() {
    assertThat(sealed().open("a-1", key)).isEqualTo(VIEW);
    assertThat(sealed().open("a-1", Key.derived(secret(1)))).as("the same").isEqualTo(VIEW);
    assertBroken(sealed(), "a-1", Key.derived(secret(2)));
  }

  @Test
  void isBoundToItsApprovalAndItsClearances() {
    ClearedView view = sealed();
    assertBroken(view, "a-2", key);
    for (List<List<String>> others :
        List.of(
            List.<List<String>>of(),
            List.of(List.of("fraud")),
            List.of(List.of("fraud"), List.of("risk")),
            List.of(List.of("fraud risk")),
            List.of(List.of("fraud", "risk", "all")))) {
      assertBroken(new ClearedView(others, view.digest(), view.sealed()), "a-1", key);
    }
  }

  @Test
  void isTheOneThatItsDigestNames() {
    ClearedView view = sealed();
    assertBroken(new ClearedView(FRAUD, Digest.of(VIEW), view.sealed()), "a-1", key);
    assertThat(view.digest()).as("salted").isNotEqualTo(sealed().digest());
    assertThat(view.digest()).isNotEqualTo(Digest.of(VIEW));
  }

  @Test
  void whatWasAlteredAtAnyPlaceDoesNotOpen() {
    ClearedView view = sealed();
    byte[] bytes = Base64.getUrlDecoder().decode(view.sealed());
    for (int i = 0; i < bytes.length; i++) {
      byte[] other = bytes.clone();
      other[i] ^= 1;
      assertBroken(with(view, other), "a-1", key);
      assertBroken(with(view, Arrays.copyOf(bytes, i)), "a-1", key);
    }
    assertBroken(new ClearedView(FRAUD, view.digest(), "no base64!"), "a-1", key);
  }

  @Test
  void showsNeitherKeyNorView() {
    assertThat(key).hasToString("Key");
    assertThat(sealed().toString()).doesNotContain(sealed().sealed(), "ssn");
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(sealed().sealed()), StandardCharsets.ISO_8859_1))
        .doesNotContain("078-05");
  }

  @Test
  void refusesWhatIsNoKey() {
    assertThatIllegalArgumentException().isThrownBy(() -> Key.derived(new byte[31]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClearedView.seal("a-1", FRAUD, VIEW, new byte[31], RANDOM));
  }

  private static ClearedView with(ClearedView view, byte[] sealed) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    return new ClearedView(view.clearances(), view.digest(), text);
  }

  private static void assertBroken(ClearedView view, String approval, Key with) {
    assertThatExceptionOfType(BrokenBoxException.class).isThrownBy(() -> view.open(approval, with));
  }
}
