package dev.countersign.approval.request;

import dev.countersign.service.evidence.SignedStatements;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Takes in what gateways ask for.
///
/// Kafka is not trusted: a request counts when a trusted key of the gateway it names signed it. One
/// that does not hold stops its partition; it is never skipped. At least once; idempotent.
@Component
class RequestListener {
  static final String TOPIC = "countersign.approvals.requests";

  private final ApprovalRegister register;
  private final SignedStatements statements;
  private final ApprovalSettings settings;

  RequestListener(
      ApprovalRegister register, SignedStatements statements, ApprovalSettings settings) {
    this.register = register;
    this.statements = statements;
    this.settings = settings;
  }

  @KafkaListener(id = "approval-requests", idIsGroup = false, topics = TOPIC)
  void receive(ConsumerRecord<String, byte[]> message) {
    byte[] jws = message.value();
    if (jws == null) {
      throw new MalformedRequestException("approval request: no value");
    }
    ApprovalRequest request =
        statements.verify(
            jws, ApprovalRequest.JWS_TYPE, ApprovalRequest.class, ApprovalRequest::gateway);
    if (!settings.gateways().matcher(request.gateway()).matches()) {
      throw new MalformedRequestException("approval request: its author is not a gateway");
    }
    if (!request.approval().toString().equals(message.key())) {
      throw new MalformedRequestException("approval request: key and approval differ");
    }
    register.open(request, jws);
  }
}
