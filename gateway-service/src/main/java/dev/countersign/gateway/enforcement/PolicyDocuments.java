package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.config.PolicyDocument;
import dev.countersign.service.evidence.EvidenceSettings;
import dev.countersign.service.evidence.PolicyStatement;
import dev.countersign.service.evidence.SignedStatements;
import dev.countersign.service.messaging.MessageSender;
import dev.countersign.service.messaging.MessageSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts the documents of configurations on the policies topic, as their exact bytes, for auditors.
///
/// Publishing again is harmless: the key is the digest, and readers keep a document once.
/// Thread-safe.
@Component
class PolicyDocuments {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyDocuments.class);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final MessageSender messages;
  private final SignedStatements statements;
  private final String writer;
  private final Duration patience;
  private final Clock clock;

  PolicyDocuments(
      MessageSender messages,
      SignedStatements statements,
      EvidenceSettings evidence,
      MessageSettings settings,
      Clock clock) {
    this.messages = messages;
    this.statements = statements;
    this.writer = evidence.writer();
    this.patience = settings.deliverWithin().plus(GRACE);
    this.clock = clock;
  }

  /// Returns when the document is durable, or is kept back; then with the reason.
  ///
  /// @throws EvidenceUnavailableException when it is not known to be durable
  @Nullable String publish(Digest digest, PolicyDocument document) {
    return switch (document) {
      case PolicyDocument.Shown(byte[] bytes) -> {
        send(digest, bytes);
        yield null;
      }
      case PolicyDocument.Withheld withheld -> {
        tell(digest, withheld);
        yield withheld.reason().wireName();
      }
    };
  }

  private void send(Digest digest, byte[] bytes) {
    byte[] statement =
        statements.sign(
            PolicyStatement.TYPE,
            new PolicyStatement(digest, bytes.length, writer, clock.instant()));
    try {
      messages
          .send(
              PolicyStatement.TOPIC,
              digest.toString(),
              PolicyStatement.MESSAGE_TYPE,
              "application/yaml",
              bytes,
              Map.of(PolicyStatement.HEADER, new String(statement, StandardCharsets.US_ASCII)))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new EvidenceUnavailableException("a policy document is not known to be durable", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvidenceUnavailableException("interrupted while a document became durable", e);
    }
  }

  private static void tell(Digest digest, PolicyDocument.Withheld withheld) {
    switch (withheld.reason()) {
      case LITERAL_SECRET ->
          LOG.warn(
              "configuration {} is kept back from auditors: a secret is written out on line {}"
                  + " (expected: ${env:NAME} or ${file:PATH})",
              digest,
              withheld.lines());
      case TOO_LARGE ->
          LOG.warn(
              "configuration {} is kept back from auditors: too large (expected: at most {} bytes)",
              digest,
              PolicyDocument.MAX_BYTES);
    }
  }
}
