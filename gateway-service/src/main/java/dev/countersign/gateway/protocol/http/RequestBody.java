package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The body of a request, read up to a limit after its head was found acceptable.
final class RequestBody {
  private static final int FIRST_BUFFER = 8 * 1024;
  private static final byte[] NOTHING = {};

  private RequestBody() {}

  /// What reading came to.
  sealed interface Read {}

  /// All bytes, perhaps none.
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Whole(byte[] bytes) implements Read {}

  record Refused(Problem problem) implements Read {}

  static Read read(HttpServletRequest request, long limit) {
    Problem problem = headProblem(request, limit);
    if (problem != null) {
      return new Refused(problem);
    }
    try {
      byte[] bytes = bytes(request, limit);
      if (bytes == null) {
        return new Refused(tooLarge(limit));
      }
      problem = bytes.length == 0 ? null : bodyProblem(request);
      return problem == null ? new Whole(bytes) : new Refused(problem);
    } catch (IOException e) {
      return new Refused(
          new Problem(ProblemType.MALFORMED_REQUEST, "The body could not be read to its end."));
    }
  }

  private static @Nullable Problem headProblem(HttpServletRequest request, long limit) {
    for (String encoding : values(request, "Content-Encoding")) {
      if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
        return unsupported("The body is encoded (expected: no Content-Encoding).");
      }
    }
    if (values(request, "Content-Type").size() > 1) {
      return new Problem(ProblemType.MALFORMED_REQUEST, "More than one Content-Type field.");
    }
    if (request.getContentLengthLong() > limit) {
      return tooLarge(limit);
    }
    return request.getContentLengthLong() > 0 ? bodyProblem(request) : null;
  }

  private static @Nullable Problem bodyProblem(HttpServletRequest request) {
    String method = request.getMethod();
    if (method.equals("GET") || method.equals("HEAD")) {
      return new Problem(ProblemType.MALFORMED_REQUEST, "A " + method + " has no body.");
    }
    return isJson(request.getHeader("Content-Type"))
        ? null
        : unsupported("The body is not application/json in UTF-8.");
  }

  // Parameters other than the charset say nothing we would act on, so they are refused.
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals("application/json") || parts.length > 2) {
      return false;
    }
    return parts.length == 1 || isUtf8(parts[1].strip());
  }

  private static boolean isUtf8(String parameter) {
    return parameter.equals("charset=utf-8") || parameter.equals("charset=\"utf-8\"");
  }

  private static byte @Nullable [] bytes(HttpServletRequest request, long limit)
      throws IOException {
    long announced = request.getContentLengthLong();
    if (announced == 0) {
      return NOTHING;
    }
    ServletInputStream in = request.getInputStream();
    byte[] buffer =
        new byte[(int) Math.min(announced > 0 ? announced + 1 : FIRST_BUFFER, limit + 1)];
    int length = 0;
    int count;
    while ((count = in.read(buffer, length, buffer.length - length)) >= 0) {
      length += count;
      if (length > limit) {
        return null;
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, limit + 1));
      }
    }
    return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
  }

  private static List<String> values(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static Problem tooLarge(long limit) {
    return new Problem(
        ProblemType.TOO_LARGE,
        "The body is too large (expected: at most %d bytes).".formatted(limit));
  }

  private static Problem unsupported(String detail) {
    return new Problem(ProblemType.UNSUPPORTED_CONTENT, detail);
  }
}
