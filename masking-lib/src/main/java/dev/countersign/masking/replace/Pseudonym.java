package dev.countersign.masking.replace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/// A token in the place of a value: `[redacted:<rule>:<30 letters>]`.
///
/// Twenty letters are 80 bits of HMAC-SHA-256 of the value under the tenant's key: the same value
/// has the same letters under every rule, and without the key nobody can go back, nor try values.
/// Ten letters are 40 bits of a MAC of what stands before them, so that a token is known again and
/// stays, whichever rule meets it, and none can be made without the key.
///
/// An empty text, and one that is cut off, becomes `[redacted:<rule>]`, which stays as well.
///
/// The letters are consonants in one run: no digit, no word, no `@`, nothing that a detector takes.
/// For one session; it keeps a running MAC.
public final class Pseudonym extends Replacement {

  private static final byte[] LETTERS = "bcdfghjkmpqrtvwx".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OPEN = "[redacted:".getBytes(StandardCharsets.US_ASCII);
  private static final int VALUE_LETTERS = 20;
  private static final int CHECK_LETTERS = 10;
  private static final int MIN_TOKEN = OPEN.length + 2 + VALUE_LETTERS + CHECK_LETTERS + 1;
  private static final byte VALUE = 1;
  private static final byte CHECK = 2;

  private final byte[] key;
  private final byte[] prefix;
  private final byte[] unknown;
  private final byte[] hash = new byte[HmacSha256.LENGTH];
  private final byte[] check = new byte[CHECK_LETTERS];
  private @Nullable Mac mac;

  /// @param key the tenant's, for pseudonyms alone
  public Pseudonym(byte[] key, String rule) {
    this(
        key,
        ("[redacted:" + rule + ":").getBytes(StandardCharsets.UTF_8),
        ("[redacted:" + rule + "]").getBytes(StandardCharsets.UTF_8));
  }

  private Pseudonym(byte[] key, byte[] prefix, byte[] unknown) {
    this.key = key;
    this.prefix = prefix;
    this.unknown = unknown;
  }

  @Override
  public Replacement forSession() {
    return new Pseudonym(key, prefix, unknown);
  }

  @Override
  public byte[] of(byte[] bytes, int from, int to) {
    if (from == to || Arrays.equals(bytes, from, to, unknown, 0, unknown.length)) {
      return unknown;
    }
    if (isOwn(bytes, from, to)) {
      return Arrays.copyOfRange(bytes, from, to);
    }
    int letters = prefix.length;
    int checked = letters + VALUE_LETTERS;
    byte[] token = Arrays.copyOf(prefix, checked + CHECK_LETTERS + 1);
    sign(VALUE, bytes, from, to);
    spell(token, letters, VALUE_LETTERS);
    sign(CHECK, token, 0, checked);
    spell(token, checked, CHECK_LETTERS);
    token[token.length - 1] = ']';
    return token;
  }

  private boolean isOwn(byte[] bytes, int from, int to) {
    int checked = to - 1 - CHECK_LETTERS;
    if (to - from < MIN_TOKEN
        || bytes[to - 1] != ']'
        || bytes[checked - VALUE_LETTERS - 1] != ':'
        || !Arrays.equals(bytes, from, from + OPEN.length, OPEN, 0, OPEN.length)) {
      return false;
    }
    sign(CHECK, bytes, from, checked);
    spell(check, 0, CHECK_LETTERS);
    int different = 0;
    for (int i = 0; i < CHECK_LETTERS; i++) {
      different |= check[i] ^ bytes[checked + i];
    }
    return different == 0;
  }

  private void sign(byte purpose, byte[] bytes, int from, int to) {
    Mac running = mac;
    if (running == null) {
      running = HmacSha256.under(key);
      mac = running;
    }
    running.update(purpose);
    running.update(bytes, from, to - from);
    try {
      running.doFinal(hash, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private void spell(byte[] out, int at, int letters) {
    for (int i = 0; i < letters; i++) {
      out[at + i] = LETTERS[hash[i >> 1] >> ((i & 1) << 2) & 15];
    }
  }
}
