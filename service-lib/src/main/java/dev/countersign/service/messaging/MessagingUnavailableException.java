package dev.countersign.service.messaging;

import org.jspecify.annotations.Nullable;

/// A message is not known to be durable.
public final class MessagingUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MessagingUnavailableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
