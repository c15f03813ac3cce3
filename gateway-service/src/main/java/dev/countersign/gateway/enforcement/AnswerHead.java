package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The head of an answer as the caller gets it.
///
/// @param headers without those that describe the body
public record AnswerHead(int status, @Nullable String contentType, List<Header> headers) {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  public AnswerHead {
    headers = List.copyOf(headers);
  }

  /// The length that the answer tells of its body; -1 where it tells none (RFC 9110 §8.6).
  long lengthOf(int bytes) {
    return status == NO_CONTENT || status == NOT_MODIFIED ? -1 : bytes;
  }
}
