package dev.countersign.audit.policy;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.audit.policy.PolicyMessage.Document;
import dev.countersign.audit.policy.PolicyMessage.Refused;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.record.Digest;
import dev.countersign.service.evidence.PolicyStatement;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// The consumer of `countersign.policies`; at least once, idempotent.
///
/// A message that is not kept raises an alarm and is passed over: nothing of it could ever be taken
/// for another document, because a document is only what its digest says; what is missing the
/// verifier names, and gateways publish again at every start.
@Component
class PolicyListener {
  private final TrustedKeys trusted;
  private final Policies policies;
  private final Alarms alarms;

  PolicyListener(TrustedKeys trusted, Policies policies, Alarms alarms) {
    this.trusted = trusted;
    this.policies = policies;
    this.alarms = alarms;
  }

  @KafkaListener(
      id = "policies",
      groupId = "${spring.kafka.consumer.group-id}-policies",
      topics = PolicyStatement.TOPIC)
  void onMessage(ConsumerRecord<String, byte[]> message) {
    switch (PolicyMessage.of(message, trusted)) {
      case Refused(String detail) -> raise(message, detail);
      case Document document -> {
        if (!policies.keep(document)) {
          raise(message, "no trusted key signed it, and there is no room for more such");
        }
      }
    }
  }

  /// The alarm names no place, because alarms' places are those of the evidence topic.
  private void raise(ConsumerRecord<String, byte[]> message, String detail) {
    byte[] value = message.value();
    alarms.raise(
        new Alarm(
            AlarmKind.POLICY_REFUSED,
            null,
            null,
            Digest.of(value == null ? new byte[0] : value),
            "%s-%d at offset %d: %s"
                .formatted(message.topic(), message.partition(), message.offset(), detail),
            null));
  }
}
