package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.MediaKind;
import java.util.List;

/// No secret that stands alone, or between white space, is left in what was masked, however it was
/// written.
final class SecretCheck {

  /// Fewer than any policy here looks through.
  private static final int LAYERS = 2;

  private SecretCheck() {}

  static void check(MediaKind kind, byte[] body, Run run) {
    if (run.refused() != null) {
      return;
    }
    List<String> before = Texts.of(kind, body, LAYERS);
    List<String> after = Texts.of(kind, run.out(), LAYERS);
    for (Planted secret : Planted.ALL) {
      for (String text : after) {
        assertThat(secret.standsIn(text)).as("%s is left of %s", secret, text(body)).isFalse();
      }
      if (isOnlyAlone(secret, before)) {
        for (String text : after) {
          assertThat(text.contains(secret.middle()))
              .as("some of %s is left of %s: %s", secret, text(body), text(run.out()))
              .isFalse();
        }
      }
    }
  }

  /// Whether nothing of the secret stands anywhere but where it stands by itself.
  private static boolean isOnlyAlone(Planted secret, List<String> texts) {
    return texts.stream().anyMatch(secret::standsIn)
        && texts.stream().noneMatch(text -> secret.without(text).contains(secret.middle()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
