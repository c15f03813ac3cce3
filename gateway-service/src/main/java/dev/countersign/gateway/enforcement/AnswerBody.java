package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.upstream.UpstreamAnswer;
import dev.countersign.gateway.upstream.UpstreamTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;

/// The body of an upstream's answer, of which the beginning can be looked at first. For one thread.
final class AnswerBody {
  private static final int BUFFER = 16 * 1024;

  private final UpstreamAnswer answer;
  private byte[] held = new byte[0];
  private int given;
  private boolean ended;

  AnswerBody(UpstreamAnswer answer) {
    this.answer = answer;
  }

  /// The whole body, which is given again by [#read]; empty where it is longer than the limit.
  Optional<byte[]> whole(int limit) throws UnusableAnswerException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    while (!ended && bytes.size() <= limit) {
      int count = receive(buffer);
      if (count >= 0) {
        bytes.write(buffer, 0, count);
      }
    }
    held = bytes.toByteArray();
    return held.length <= limit ? Optional.of(held) : Optional.empty();
  }

  /// Reads on; -1 at the end.
  int read(byte[] buffer) throws UnusableAnswerException {
    if (given < held.length) {
      int count = Math.min(buffer.length, held.length - given);
      System.arraycopy(held, given, buffer, 0, count);
      given += count;
      return count;
    }
    return ended ? -1 : receive(buffer);
  }

  private int receive(byte[] buffer) throws UnusableAnswerException {
    try {
      int count;
      do {
        count = answer.read(buffer);
      } while (count == 0);
      ended = count < 0;
      return count;
    } catch (ZipException e) {
      throw unusable(
          ProblemType.UPSTREAM_GARBLED,
          "The upstream's answer is not encoded as it says, or grows too much.");
    } catch (UpstreamTimeoutException e) {
      throw unusable(ProblemType.UPSTREAM_TIMEOUT, "The upstream took too long.");
    } catch (IOException e) {
      throw unusable(ProblemType.UPSTREAM_FAILED, "The upstream's answer broke off.");
    }
  }

  private static UnusableAnswerException unusable(ProblemType type, String detail) {
    return new UnusableAnswerException(new Problem(type, detail));
  }
}
