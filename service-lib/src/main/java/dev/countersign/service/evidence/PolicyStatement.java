package dev.countersign.service.evidence;

import dev.countersign.evidence.record.Digest;
import java.time.Instant;

/// What a gateway signs about a policy document that it publishes, so that nobody else can have
/// documents kept. Members in this order.
///
/// The message's key is the digest, its value the document's exact bytes; this statement, a compact
/// JWS, is a header.
///
/// @param policy SHA-256 of the document
/// @param bytes how long it is
/// @param writer who publishes it
public record PolicyStatement(Digest policy, long bytes, String writer, Instant at) {
  public static final String TOPIC = "countersign.policies";
  public static final String TYPE = "countersign-policy+jws";
  public static final String MESSAGE_TYPE = "dev.countersign.policy.v1";
  public static final String HEADER = "cs_statement";
}
