package dev.countersign.audit.receipt;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.MalformedRecordException;
import dev.countersign.service.problem.ProblemException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Reads receipts and believes those that a trusted writer's key signed. Thread-safe.
///
/// A receipt names its key and not its writer; a key id is the digest of the key, so whichever
/// trusted writer has it wrote the receipt.
@Component
class ReceiptReader {
  static final int MAX_BYTES = 8 * 1024;

  private static final String TYPE = "countersign-receipt+jws";

  private final TrustDirectory trust;

  ReceiptReader(TrustDirectory trust) {
    this.trust = trust;
  }

  /// @throws ProblemException `malformed-receipt` when it is none, or not signed by a trusted key
  Receipt read(byte[] body) {
    byte[] compact = withoutLineEnd(body);
    if (compact.length > MAX_BYTES) {
      throw malformed("longer than " + MAX_BYTES + " bytes");
    }
    try {
      Jws jws = Jws.parse(compact);
      VerificationKey key =
          key(jws.keyId()).orElseThrow(() -> malformed("no trusted writer has the key it names"));
      byte[] payload =
          jws.verify(TYPE, key).orElseThrow(() -> malformed("not signed as a receipt by its key"));
      return new Receipt(EvidenceJson.read(payload, Receipt.Promise.class), Digest.of(compact));
    } catch (MalformedJwsException | MalformedRecordException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private Optional<VerificationKey> key(String id) {
    return trust.writers().stream().flatMap(writer -> trust.find(writer, id).stream()).findFirst();
  }

  private static byte[] withoutLineEnd(byte[] body) {
    int end = body.length;
    while (end > 0 && (body[end - 1] == '\n' || body[end - 1] == '\r')) {
      end--;
    }
    return Arrays.copyOf(body, end);
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, "malformed-receipt", "receipt: " + detail);
  }
}
