package dev.countersign.replay.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The headers of a frame's message, read strictly: each exactly once, as printable UTF-8 text.
record FrameHeaders(Headers headers) {
  private static final int MAX_LENGTH = 1024;

  /// The text under a name; may be empty.
  String text(String name) {
    String text = decoded(name, only(name));
    if (text.length() > MAX_LENGTH) {
      throw new MalformedFrameException(
          "%s: %d characters (expected: at most %d)".formatted(name, text.length(), MAX_LENGTH));
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new MalformedFrameException(name + ": has control characters (expected: none)");
    }
    return text;
  }

  /// The text under a name that must say something.
  String filled(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw new MalformedFrameException(name + ": empty (expected: some text)");
    }
    return text;
  }

  private byte[] only(String name) {
    Iterator<Header> found = headers.headers(name).iterator();
    byte[] value = found.hasNext() ? found.next().value() : null;
    if (value == null) {
      throw new MalformedFrameException(name + ": missing");
    }
    if (found.hasNext()) {
      throw new MalformedFrameException(name + ": more than one (expected: exactly one)");
    }
    return value;
  }

  private static String decoded(String name, byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedFrameException(name + ": not UTF-8");
    }
  }
}
