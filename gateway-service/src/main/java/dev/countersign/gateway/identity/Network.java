package dev.countersign.gateway.identity;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses, written `10.1.0.0/16`, `2001:db8::/32` or as one address.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Network(byte[] prefix, int bits) {

  /// @throws IllegalArgumentException when the text is no range of addresses
  static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int all = address.length * Byte.SIZE;
    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException(
          "network: %s (expected: a prefix of 0 to %d bits)".formatted(text, all));
    }
    return new Network(masked(address, bits), bits);
  }

  boolean contains(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == prefix.length && Arrays.equals(masked(bytes, bits), prefix);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
      masked[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    return masked;
  }
}
