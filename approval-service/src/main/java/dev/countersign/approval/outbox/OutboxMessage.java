package dev.countersign.approval.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that waits to be sent. Its id gives the order.
@Entity
@Table(name = "outbox")
class OutboxMessage {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(nullable = false, updatable = false)
  private String topic = "";

  @Column(name = "message_key", nullable = false, updatable = false)
  private String key = "";

  @Column(name = "message_type", nullable = false, updatable = false)
  private String type = "";

  @Column(nullable = false, updatable = false)
  private byte[] value = new byte[0];

  @Column(name = "posted_at", nullable = false, updatable = false)
  private Instant postedAt = Instant.EPOCH;

  /// For the persistence provider.
  protected OutboxMessage() {}

  OutboxMessage(String topic, String key, String type, byte[] value, Instant postedAt) {
    this.topic = topic;
    this.key = key;
    this.type = type;
    this.value = value;
    this.postedAt = postedAt;
  }

  String topic() {
    return topic;
  }

  String key() {
    return key;
  }

  String type() {
    return type;
  }

  byte[] value() {
    return value;
  }
}
