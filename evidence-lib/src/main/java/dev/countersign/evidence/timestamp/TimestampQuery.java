package dev.countersign.evidence.timestamp;

import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/// Asks an authority for a timestamp over a SHA-256 digest, with its certificates (RFC 3161 §2.4).
/// Immutable.
public final class TimestampQuery {
  /// The media type of what is sent (RFC 3161 §3.4).
  public static final String QUERY = "application/timestamp-query";

  /// The media type of what comes back.
  public static final String REPLY = "application/timestamp-reply";

  private final TimeStampRequest request;

  private TimestampQuery(TimeStampRequest request) {
    this.request = request;
  }

  /// @param nonce from a strong source: an answer without it is refused, so none can be replayed
  public static TimestampQuery of(Digest digest, BigInteger nonce) {
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return new TimestampQuery(generator.generate(TSPAlgorithms.SHA256, digest.bytes(), nonce));
  }

  public byte[] bytes() {
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a request cannot be written", e);
    }
  }

  /// The timestamp in an authority's answer to this query: over its digest, with its nonce, signed
  /// by a certificate for timestamps. Whose certificate that is, is not asked.
  ///
  /// @throws MalformedTimestampException when it is not one; an authority that declines says why
  public Timestamp read(byte[] reply) {
    TimeStampToken token = answered(reply);
    if (token == null) {
      throw new MalformedTimestampException("the authority gives no timestamp");
    }
    var timestamp = Timestamp.parse(Timestamp.encoded(token));
    timestamp.requireSignature();
    return timestamp;
  }

  private @Nullable TimeStampToken answered(byte[] reply) {
    try {
      var response = new TimeStampResponse(reply);
      response.validate(request);
      return response.getTimeStampToken();
    } catch (TSPException | IOException | RuntimeException e) {
      throw new MalformedTimestampException("not an answer to this query", e);
    }
  }
}
