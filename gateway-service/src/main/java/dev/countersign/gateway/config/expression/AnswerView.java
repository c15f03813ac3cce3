package dev.countersign.gateway.config.expression;

import dev.countersign.gateway.access.ArgumentsRefused;
import dev.countersign.gateway.access.JsonDocument;
import dev.countersign.gateway.access.JsonLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An upstream's whole answer, for rules that judge answers.
///
/// What has no value refuses: `body` where the answer is not strict JSON, `text` where it is not
/// UTF-8.
///
/// @param status the upstream's status
/// @param type its content type without parameters, in lower case; empty where there is none
/// @param text the body as text
/// @param body the body as JSON, with the engine's own null
public record AnswerView(int status, String type, @Nullable String text, @Nullable Object body) {

  /// Reads an answer.
  public static AnswerView of(int status, String type, byte[] bytes) {
    return new AnswerView(status, type, text(bytes), json(bytes));
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private static @Nullable Object json(byte[] bytes) {
    try {
      JsonLimits limits = JsonLimits.DEFAULT.withMaxBytes(Math.max(1, bytes.length));
      return CallVariables.engineValue(JsonDocument.parse(bytes, limits).value());
    } catch (ArgumentsRefused _) {
      return null;
    }
  }

  /// Names no part of the answer, so that it never reaches a log by accident.
  @Override
  public String toString() {
    return "AnswerView[status=%d]".formatted(status);
  }
}
