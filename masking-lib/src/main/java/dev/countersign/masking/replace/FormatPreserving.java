package dev.countersign.masking.replace;

import java.util.Arrays;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// Digits in the place of digits, by FF1 (NIST SP 800-38G) under the tenant's key; what stands
/// between them stays. What does not have the format becomes the text of another replacement.
///
/// For one session.
abstract sealed class FormatPreserving extends Replacement permits PreservedCard, PreservedDigits {

  private static final int RADIX = 10;

  private final byte[] key;
  private final Replacement other;
  private final FPEFF1Engine engine = new FPEFF1Engine();

  final byte[] digits;
  int length;

  FormatPreserving(byte[] key, int maxDigits, Replacement other) {
    this.key = key;
    this.other = other;
    this.digits = new byte[maxDigits];
  }

  final byte[] key() {
    return key;
  }

  final Replacement other() {
    return other;
  }

  /// Changes the digits as values from 0 to 9; false where they do not have the format.
  abstract boolean change();

  /// The same where no number may begin with 0.
  abstract boolean changeNumber();

  @Override
  public byte[] of(byte[] bytes, int from, int to) {
    return read(bytes, from, to) && change() ? written(bytes, from, to) : other.of(bytes, from, to);
  }

  @Override
  public byte[] ofNumber(byte[] bytes, int from, int to) {
    int first = bytes[from] == '-' ? from + 1 : from;
    boolean whole = read(bytes, first, to) && length == to - first;
    return whole && changeNumber() ? written(bytes, from, to) : other.ofNumber(bytes, from, to);
  }

  /// Takes the digits; false where there are too many, or other text than separators.
  private boolean read(byte[] bytes, int from, int to) {
    length = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean digit = b >= '0' && b <= '9';
      if (digit ? length == digits.length : " -./()+".indexOf(b) < 0) {
        return false;
      }
      if (digit) {
        digits[length++] = (byte) (b - '0');
      }
    }
    return true;
  }

  final void encrypt(int from, int to, byte[] tweak) {
    engine.init(true, new FPEParameters(new KeyParameter(key), RADIX, tweak));
    engine.processBlock(digits, from, to - from, digits, from);
  }

  private byte[] written(byte[] bytes, int from, int to) {
    byte[] out = Arrays.copyOfRange(bytes, from, to);
    int next = 0;
    for (int i = 0; i < out.length; i++) {
      if (out[i] >= '0' && out[i] <= '9') {
        out[i] = (byte) ('0' + digits[next++]);
      }
    }
    return out;
  }
}
