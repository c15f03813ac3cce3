package dev.countersign.gateway.config.rule;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 §2.3): `10.0.0.0/8`,
/// `2001:db8::/32`.
///
/// An IPv4 address that is written as an IPv6 one (`::ffff:10.1.2.3`) is the IPv4 address.
public final class Network {
  private final byte[] base;
  private final int prefix;

  private Network(byte[] base, int prefix) {
    this.base = base;
    this.prefix = prefix;
  }

  /// Reads a range, or one address.
  ///
  /// @throws IllegalArgumentException whose message says what is wrong with it
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] base = address(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int bits = base.length * Byte.SIZE;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
    Network network = new Network(base, prefix);
    for (int bit = prefix; bit < bits; bit++) {
      if (bit(base, bit) != 0) {
        throw new IllegalArgumentException(
            "'%s' has bits behind its prefix".formatted(shortened(text)));
      }
    }
    return network;
  }

  /// Reads an address written in figures; names are never looked up.
  ///
  /// @throws IllegalArgumentException when it is none
  public static InetAddress address(String text) {
    if (text.indexOf('%') >= 0 || text.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'%s' is no IP address".formatted(shortened(text)));
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s' is no IP address".formatted(shortened(text)), e);
    }
  }

  private static int prefix(String text, int bits) {
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > bits) {
      throw new IllegalArgumentException(
          "the prefix '%s' is no number up to %d".formatted(shortened(text), bits));
    }
    return Integer.parseInt(text);
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  public boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != base.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (bit(base, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] bytes, int index) {
    return bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(base).getHostAddress() + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of known length", e);
    }
  }
}
