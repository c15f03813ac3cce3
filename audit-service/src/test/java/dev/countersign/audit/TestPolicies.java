package dev.countersign.audit;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.service.evidence.PolicyStatement;
import java.time.Instant;

/// What gateways sign about the policy documents that they publish.
public final class TestPolicies {
  private TestPolicies() {}

  static byte[] statement(String writer, AuditStage stage, byte[] document) {
    return statement(writer, stage.key(writer), document);
  }

  public static byte[] statement(String writer, SigningKey key, byte[] document) {
    return Jws.sign(
        PolicyStatement.TYPE,
        EvidenceJson.write(
            new PolicyStatement(Digest.of(document), document.length, writer, Instant.EPOCH)),
        key);
  }
}
