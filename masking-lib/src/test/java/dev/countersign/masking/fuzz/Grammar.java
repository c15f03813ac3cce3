package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.MediaKind;
import java.util.EnumSet;
import java.util.Set;

/// What the parsers of others make of a body before and after: for what is masked they take both;
/// what they refuse is refused.
final class Grammar {

  private static final Set<Reason> LIMITS =
      EnumSet.of(Reason.TOO_DEEP, Reason.TOKEN_TOO_LONG, Reason.TOO_MANY_MEMBERS);

  private Grammar() {}

  static void check(MediaKind kind, byte[] body, Run run) {
    if (kind == MediaKind.JSON && body.length > 0) {
      json(body, run);
    }
    if (kind == MediaKind.XML && body.length > 0 && run.refused() == null) {
      boolean wellFormed = XmlTexts.read(body) != null;
      assertThat(XmlTexts.read(run.out()) != null || !wellFormed).as(text(body)).isTrue();
    }
  }

  private static void json(byte[] body, Run run) {
    String strict = Utf8Text.of(body);
    boolean valid = strict != null && JsonTexts.isJson(strict);
    if (run.refused() == null) {
      assertThat(valid).as("masked: %s", text(body)).isTrue();
      assertThat(JsonTexts.isJson(text(run.out()))).as("%s", text(run.out())).isTrue();
    } else if (valid) {
      assertThat(LIMITS.contains(run.refused().reason()) || isRenamed(run, text(body)))
          .as("%s: %s", run.verdict(), text(body))
          .isTrue();
    }
  }

  /// Whether a name may have become one that was there already.
  private static boolean isRenamed(Run run, String body) {
    return run.refused() != null
        && run.refused().reason() == Reason.DUPLICATE_KEY
        && JsonTexts.names(body).stream().anyMatch(n -> n.contains("redacted") || n.contains("*"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
