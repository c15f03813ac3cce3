package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.SessionId;
import dev.countersign.gateway.enforcement.Wishes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads how a caller wants to be served. What is malformed counts as not sent, except an approval.
final class RequestWishes {
  private static final String WAIT = "wait=";
  private static final int MAX_WAIT_DIGITS = 6;
  private static final int MAX_WORDS = 500;
  private static final int TRACEPARENT_LENGTH = 55;

  private RequestWishes() {}

  static Wishes of(HttpServletRequest request) {
    return new Wishes(
        Optional.ofNullable(request.getHeader("Countersign-Session")).flatMap(SessionId::parse),
        trace(request.getHeader("traceparent")),
        approval(Collections.list(request.getHeaders("Countersign-Approval"))),
        hold(Collections.list(request.getHeaders("Prefer"))),
        words(Collections.list(request.getHeaders("Countersign-Reason"))),
        words(Collections.list(request.getHeaders("Countersign-Break-Glass"))));
  }

  // Two approvals are no approval that exists: the call is refused, not asked for anew.
  private static @Nullable String approval(List<String> values) {
    return switch (values.size()) {
      case 0 -> null;
      case 1 -> values.getFirst().strip();
      default -> "";
    };
  }

  // The server reads field values as Latin-1; callers write UTF-8.
  private static @Nullable String words(List<String> values) {
    if (values.size() != 1) {
      return null;
    }
    byte[] bytes = values.getFirst().getBytes(StandardCharsets.ISO_8859_1);
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      boolean isPlain = text.chars().noneMatch(Character::isISOControl);
      return text.isEmpty() || text.length() > MAX_WORDS || !isPlain ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  // RFC 7240 §4.3.
  private static Duration hold(List<String> preferences) {
    for (String field : preferences) {
      for (String preference : field.split(",", -1)) {
        String text = preference.strip();
        if (text.regionMatches(true, 0, WAIT, 0, WAIT.length())) {
          return seconds(text.substring(WAIT.length()).strip());
        }
      }
    }
    return Duration.ZERO;
  }

  private static Duration seconds(String digits) {
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= MAX_WAIT_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Duration.ofSeconds(Long.parseLong(digits)) : Duration.ZERO;
  }

  // https://www.w3.org/TR/trace-context/#traceparent-header, version 00.
  private static @Nullable String trace(@Nullable String traceparent) {
    if (traceparent == null
        || traceparent.length() != TRACEPARENT_LENGTH
        || !traceparent.startsWith("00-")
        || traceparent.charAt(35) != '-') {
      return null;
    }
    String id = traceparent.substring(3, 35);
    boolean isHex = id.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    return isHex && id.chars().anyMatch(c -> c != '0') ? id : null;
  }
}
