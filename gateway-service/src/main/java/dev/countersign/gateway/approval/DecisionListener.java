package dev.countersign.gateway.approval;

import dev.countersign.service.evidence.SignedStatements;
import dev.countersign.service.evidence.UntrustedStatementException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Hears decisions about approvals and wakes the calls that wait for them.
///
/// Every gateway hears all of them, from now on. A decision that does not verify is counted and
/// passed over: it permits nothing anyway, and one forged message must not make every held call
/// wait to its end.
@Component
class DecisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionListener.class);
  private static final String TOPIC = "countersign.approvals.decisions";

  private final String group = "gateway-" + UUID.randomUUID();
  private final HeldCalls held;
  private final SignedStatements statements;
  private final Counter untrusted;

  DecisionListener(HeldCalls held, SignedStatements statements, MeterRegistry meters) {
    this.held = held;
    this.statements = statements;
    this.untrusted =
        Counter.builder("countersign.gateway.decisions.untrusted")
            .description("Decisions from Kafka that do not verify.")
            .register(meters);
  }

  /// The consumer group of this process alone.
  public String group() {
    return group;
  }

  @KafkaListener(
      id = "approval-decisions",
      idIsGroup = false,
      groupId = "#{__listener.group}",
      topics = TOPIC,
      properties = "auto.offset.reset=latest")
  void receive(ConsumerRecord<String, byte[]> message) {
    try {
      byte[] jws = message.value();
      if (jws == null) {
        throw new UntrustedStatementException("no value");
      }
      ApprovalDecisionStatement decision =
          statements.verify(
              jws,
              ApprovalDecisionStatement.TYPE,
              ApprovalDecisionStatement.class,
              unsigned -> author(message));
      held.wake(decision.approval(), decision.state());
    } catch (UntrustedStatementException e) {
      untrusted.increment();
      LOG.warn(
          "a decision at {}-{} does not verify: {}",
          message.partition(),
          message.offset(),
          e.getMessage());
    }
  }

  private static String author(ConsumerRecord<String, byte[]> message) {
    Header source = message.headers().lastHeader("ce_source");
    if (source == null || source.value() == null) {
      throw new UntrustedStatementException("no author");
    }
    return new String(source.value(), StandardCharsets.UTF_8);
  }
}
