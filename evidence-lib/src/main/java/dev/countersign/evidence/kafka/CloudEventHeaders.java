package dev.countersign.evidence.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/// CloudEvents 1.0 attributes in Kafka's binary content mode.
public final class CloudEventHeaders {
  private CloudEventHeaders() {}

  public static void write(
      Headers headers, String id, String source, String type, Instant time, String contentType) {
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", id);
    put(headers, "ce_source", source);
    put(headers, "ce_type", type);
    put(headers, "ce_time", time.toString());
    put(headers, "content-type", contentType);
  }

  public static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
