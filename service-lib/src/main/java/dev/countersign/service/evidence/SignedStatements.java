package dev.countersign.service.evidence;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.MalformedRecordException;
import java.util.function.Function;

/// Statements between services: signed by their author, checked by their reader. Thread-safe.
public final class SignedStatements {
  private final SigningKey key;
  private final TrustedKeys trusted;

  public SignedStatements(SigningKey key, TrustedKeys trusted) {
    this.key = key;
    this.trusted = trusted;
  }

  /// A compact JWS over the payload's JSON, signed with this service's key.
  public byte[] sign(String type, Object payload) {
    return Jws.sign(type, EvidenceJson.write(payload), key);
  }

  /// The payload of a statement whose signature is by a trusted key of the writer it names.
  ///
  /// @param writerOf finds the author's name in the (not yet trusted) payload
  /// @throws UntrustedStatementException when anything about it does not hold
  public <T> T verify(byte[] jws, String type, Class<T> payload, Function<T, String> writerOf) {
    try {
      Jws statement = Jws.parse(jws);
      T claimed = EvidenceJson.read(statement.unverifiedPayload(), payload);
      String writer = writerOf.apply(claimed);
      return trusted
          .find(writer, statement.keyId())
          .flatMap(known -> statement.verify(type, known))
          .map(verified -> claimed)
          .orElseThrow(
              () -> new UntrustedStatementException("no trusted signature of the named writer"));
    } catch (MalformedJwsException | MalformedRecordException e) {
      throw new UntrustedStatementException("malformed: " + e.getMessage());
    }
  }
}
