package dev.countersign.service.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyHistoryTest {
  @TempDir Path keys;
  @TempDir Path chain;

  @Test
  void announcesNothingWhileTheKeyStays() {
    SigningKey key = key("w.jwk");
    assertThat(history(key).toGiveUp()).isEmpty();
    assertThat(history(key).toGiveUp()).isEmpty();
  }

  @Test
  void hasTheFormerKeyAnnounceItsSuccessorUntilThatIsOnTheRecord() throws IOException {
    SigningKey former = key("w.jwk");
    history(former).toGiveUp();
    Files.move(keys.resolve("w.jwk"), keys.resolve("w.previous.jwk"));
    SigningKey next = key("w.jwk");
    assertThat(history(next).toGiveUp()).hasValueSatisfying(given -> same(given, former));
    KeyHistory again = history(next);
    assertThat(again.toGiveUp()).hasValueSatisfying(given -> same(given, former));
    again.givenUp();
    assertThat(history(next).toGiveUp()).isEmpty();
  }

  @Test
  void goesOnWithoutTheFormerKey() {
    history(key("w.jwk")).toGiveUp();
    SigningKey next = key("another.jwk");
    assertThat(history(next).toGiveUp()).isEmpty();
    assertThat(history(next).toGiveUp()).isEmpty();
  }

  @Test
  void announcesWithNoKeyButTheOneLastUsed() {
    history(key("w.jwk")).toGiveUp();
    key("w.previous.jwk");
    assertThat(history(key("next.jwk")).toGiveUp()).isEmpty();
  }

  private SigningKey key(String file) {
    return KeyFile.readOrGenerate(keys.resolve(file));
  }

  private KeyHistory history(SigningKey current) {
    return new KeyHistory(chain, keys, "w", current);
  }

  private static void same(SigningKey found, SigningKey expected) {
    assertThat(found.verification()).isEqualTo(expected.verification());
  }
}
