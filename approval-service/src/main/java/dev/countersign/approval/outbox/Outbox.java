package dev.countersign.approval.outbox;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where a transaction leaves a message.
///
/// The message is sent if and only if the transaction commits; then at least once, in the order of
/// posting as far as one key is concerned. Readers must be idempotent. Thread-safe.
@Service
public class Outbox {
  private final OutboxMessages messages;
  private final OutboxRelay relay;
  private final Clock clock;

  Outbox(OutboxMessages messages, OutboxRelay relay, Clock clock) {
    this.messages = messages;
    this.relay = relay;
    this.clock = clock;
  }

  /// Posts a message with the transaction under way; without one it is an error.
  @Transactional(propagation = Propagation.MANDATORY)
  public void post(String topic, String key, String type, byte[] value) {
    messages.save(new OutboxMessage(topic, key, type, value, clock.instant()));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            relay.wake();
          }
        });
  }
}
