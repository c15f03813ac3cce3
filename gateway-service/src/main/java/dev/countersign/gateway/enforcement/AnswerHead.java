package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The head of an answer as the caller gets it.
///
/// @param headers without those that describe the body
public record AnswerHead(int status, @Nullable String contentType, List<Header> headers) {
  public AnswerHead {
    headers = List.copyOf(headers);
  }
}
