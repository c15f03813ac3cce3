package dev.countersign.audit.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A frame with masked arguments: all of a call's, or a part where they are longer than a frame.
///
/// Anything else on the recordings topic is nothing to this service; whether it is a frame at all,
/// the replay-service decides.
record RequestFrame(String call, int index, boolean whole, byte[] bytes) {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final int MAX_BYTES = 64 * 1024;

  static Optional<RequestFrame> of(ConsumerRecord<String, byte[]> message) {
    byte @Nullable [] bytes = message.value();
    String index = text(message, "cs_index");
    String call = text(message, "cs_call");
    boolean holds =
        bytes != null
            && bytes.length <= MAX_BYTES
            && text(message, "cs_direction").equals("request")
            && INDEX.matcher(index).matches()
            && isUuid(call);
    if (!holds) {
      return Optional.empty();
    }
    int number = Integer.parseInt(index);
    boolean whole = number == 0 && text(message, "cs_last").equals("true");
    return Optional.of(new RequestFrame(call, number, whole, bytes));
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String text(ConsumerRecord<String, byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
