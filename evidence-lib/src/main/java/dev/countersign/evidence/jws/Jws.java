package dev.countersign.evidence.jws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A compact JWS (RFC 7515 §7.1) taken apart but not yet trusted.
///
/// The protected header must be, byte for byte, the one this product writes: algorithm, key id and
/// type in that order. No other algorithm, no unprotected header, no critical extension exists, so
/// there is nothing to negotiate and nothing to confuse. It does not copy the bytes that it was
/// parsed from, which must not change from then on.
public final class Jws {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final String HEADER_START = "{\"alg\":\"EdDSA\",\"kid\":\"";
  private static final String HEADER_MIDDLE = "\",\"typ\":\"";
  private static final String HEADER_END = "\"}";
  private static final int KEY_ID_LENGTH = 43;
  private static final int SIGNATURE_TEXT_LENGTH = 86;
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);

  private static volatile @Nullable Header lastHeader;

  private final byte[] compact;
  private final int from;
  private final int signed;
  private final byte[] payload;
  private final byte[] signature;
  private final String keyId;
  private final String type;

  /// @param from where the bytes begin that the signature is over
  /// @param signed where they end
  private Jws(
      byte[] compact, int from, int signed, byte[] payload, byte[] signature, Header header) {
    this.compact = compact;
    this.from = from;
    this.signed = signed;
    this.payload = payload;
    this.signature = signature;
    this.keyId = header.keyId();
    this.type = header.type();
  }

  /// Signs a payload; the result is ASCII and holds no line break.
  public static byte[] sign(String type, byte[] payload, SigningKey key) {
    byte[] header = header(type, key.verification().id());
    byte[] body = URL.encode(payload);
    byte[] jws = new byte[header.length + 1 + body.length + 1 + SIGNATURE_TEXT_LENGTH];
    System.arraycopy(header, 0, jws, 0, header.length);
    jws[header.length] = '.';
    System.arraycopy(body, 0, jws, header.length + 1, body.length);
    int end = header.length + 1 + body.length;
    byte[] signature = URL.encode(key.sign(Arrays.copyOf(jws, end)));
    jws[end] = '.';
    System.arraycopy(signature, 0, jws, end + 1, signature.length);
    return jws;
  }

  /// Takes a compact JWS apart.
  ///
  /// @throws MalformedJwsException when the bytes are not a compact JWS of this product's form
  public static Jws parse(byte[] compact) {
    return parse(compact, 0, compact.length);
  }

  /// Takes a compact JWS apart that stands among other bytes.
  ///
  /// @throws MalformedJwsException when these bytes are not a compact JWS of this product's form
  public static Jws parse(byte[] bytes, int from, int to) {
    int first = firstDot(bytes, from, to);
    int second = first < 0 ? -1 : secondDot(bytes, first, to);
    if (second < 0) {
      throw new MalformedJwsException("not three parts");
    }
    try {
      Header header = header(bytes, from, first);
      byte[] payload = canonical(bytes, first + 1, second);
      byte[] signature = canonical(bytes, second + 1, to);
      return new Jws(bytes, from, second, payload, signature, header);
    } catch (IllegalArgumentException e) {
      throw new MalformedJwsException("not base64url: " + e.getMessage());
    }
  }

  /// What a header says, and its text. Most statements have the header of the one before, so the
  /// last one that was read is kept.
  private record Header(byte[] text, String keyId, String type) {}

  private static Header header(byte[] bytes, int from, int end) {
    Header known = lastHeader;
    if (known != null && isText(known, bytes, from, end)) {
      return known;
    }
    String json = new String(canonical(bytes, from, end), StandardCharsets.US_ASCII);
    String keyId = keyId(json);
    Header read = new Header(Arrays.copyOfRange(bytes, from, end), keyId, type(json, keyId));
    lastHeader = read;
    return read;
  }

  private static boolean isText(Header header, byte[] bytes, int from, int end) {
    return Arrays.equals(bytes, from, end, header.text(), 0, header.text().length);
  }

  /// How many bytes stand before the first dot of every statement of this type.
  public static int headerLength(String type) {
    return header(type, "-".repeat(KEY_ID_LENGTH)).length;
  }

  public String keyId() {
    return keyId;
  }

  public String type() {
    return type;
  }

  /// The payload before anybody has checked the signature: for finding out whose key to ask. Not to
  /// be changed, as it is no copy.
  public byte[] unverifiedPayload() {
    return payload;
  }

  /// The payload, where the signature is this key's and the type is the expected one. Not to be
  /// changed, as it is no copy.
  public Optional<byte[]> verify(String expectedType, VerificationKey key) {
    boolean holds =
        type.equals(expectedType)
            && keyId.equals(key.id())
            && key.verify(Arrays.copyOfRange(compact, from, signed), signature);
    return holds ? Optional.of(payload) : Optional.empty();
  }

  private static byte[] header(String type, String keyId) {
    String json = HEADER_START + keyId + HEADER_MIDDLE + type + HEADER_END;
    return URL.encode(json.getBytes(StandardCharsets.US_ASCII));
  }

  private static String keyId(String header) {
    int end = HEADER_START.length() + KEY_ID_LENGTH;
    if (!header.startsWith(HEADER_START) || header.length() < end) {
      throw new MalformedJwsException("header is not alg EdDSA, kid, typ");
    }
    String keyId = header.substring(HEADER_START.length(), end);
    if (!keyId.chars().allMatch(Jws::isKeyIdCharacter)) {
      throw new MalformedJwsException("kid is not a thumbprint");
    }
    return keyId;
  }

  private static String type(String header, String keyId) {
    String before = HEADER_START + keyId + HEADER_MIDDLE;
    if (!header.startsWith(before) || !header.endsWith(HEADER_END)) {
      throw new MalformedJwsException("header is not alg EdDSA, kid, typ");
    }
    String type = header.substring(before.length(), Math.max(before.length(), header.length() - 2));
    if (type.isEmpty() || !type.chars().allMatch(Jws::isTypeCharacter)) {
      throw new MalformedJwsException("typ is not a plain name");
    }
    return type;
  }

  // Two encodings of the same bytes would give one record two hashes: only the canonical one
  // counts. The decoder knows the alphabet; what it lets pass is padding, and bits behind the last
  // byte.
  private static byte[] canonical(byte[] text, int from, int to) {
    byte[] decoded = DECODER.decode(ByteBuffer.wrap(text, from, to - from)).array();
    int rest = decoded.length % 3;
    int length = decoded.length / 3 * 4 + (rest == 0 ? 0 : rest + 1);
    if (to - from != length || rest > 0 && text[to - 1] != last(decoded, rest)) {
      throw new MalformedJwsException("base64url is not canonical");
    }
    return decoded;
  }

  /// The last character where the last group has one or two bytes: their last bits, and zeros.
  private static byte last(byte[] decoded, int rest) {
    int bits = rest == 1 ? decoded[decoded.length - 1] << 4 : decoded[decoded.length - 1] << 2;
    return ALPHABET[bits & 0x3f];
  }

  private static boolean isKeyIdCharacter(int c) {
    return Character.isLetterOrDigit(c) && c < 128 || c == '-' || c == '_';
  }

  private static boolean isTypeCharacter(int c) {
    return c >= 'a' && c <= 'z' || c == '-' || c == '+';
  }

  /// Behind the header, which most often is the last one's.
  private static int firstDot(byte[] bytes, int from, int to) {
    Header known = lastHeader;
    if (known != null) {
      int end = from + known.text().length;
      if (end < to && bytes[end] == '.' && isText(known, bytes, from, end)) {
        return end;
      }
    }
    return indexOf(bytes, from, to);
  }

  /// In front of the signature, whose length is known; a further one would be no base64url.
  private static int secondDot(byte[] bytes, int first, int to) {
    int expected = to - SIGNATURE_TEXT_LENGTH - 1;
    if (expected > first && bytes[expected] == '.') {
      return expected;
    }
    int second = indexOf(bytes, first + 1, to);
    return second < 0 || indexOf(bytes, second + 1, to) >= 0 ? -1 : second;
  }

  private static int indexOf(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '.') {
        return i;
      }
    }
    return -1;
  }
}
