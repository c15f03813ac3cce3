package dev.countersign.gateway.upstream;

import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.config.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/// An answer read through the client's connection, up to a number of bytes.
final class HttpAnswer implements UpstreamAnswer {
  private final ClassicHttpResponse response;
  private final HttpUriRequestBase request;
  private final Deadlines.Deadline deadline;
  private final @Nullable InputStream body;
  private final long limit;
  private final List<CanonicalRequest.Header> passedOn;
  private final List<String> unknownCodings;
  private long received;
  private boolean ended;

  HttpAnswer(
      ClassicHttpResponse response,
      HttpUriRequestBase request,
      Deadlines.Deadline deadline,
      Connection connection)
      throws IOException {
    this.response = response;
    this.request = request;
    this.deadline = deadline;
    this.limit = connection.limits().responseBody().toBytes();
    this.passedOn = PassedHeaders.of(response, connection);
    HttpEntity entity = response.getEntity();
    List<String> codings = ContentCoding.named(header("content-encoding"));
    Optional<ContentCoding> coding =
        codings.size() == 1 ? ContentCoding.of(codings.getFirst()) : Optional.empty();
    this.unknownCodings = coding.isPresent() ? List.of() : codings;
    InputStream raw = entity == null ? null : entity.getContent();
    this.body = raw == null || coding.isEmpty() ? raw : new DecodedBody(raw, coding.get());
    this.ended = body == null;
  }

  @Override
  public List<String> unknownCodings() {
    return unknownCodings;
  }

  @Override
  public int status() {
    return response.getCode();
  }

  @Override
  public List<String> header(String name) {
    Header[] fields = response.getHeaders(name);
    if (fields.length == 0) {
      return List.of();
    }
    List<String> values = new ArrayList<>(fields.length);
    for (Header field : fields) {
      values.add(field.getValue() == null ? "" : field.getValue());
    }
    return values;
  }

  @Override
  public List<CanonicalRequest.Header> passedOn() {
    return passedOn;
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    if (body == null) {
      return -1;
    }
    int count = readBody(body, buffer);
    if (count < 0) {
      ended = true;
      return -1;
    }
    received += count;
    if (received > limit) {
      throw new IOException("answer: more than %d bytes".formatted(limit));
    }
    return count;
  }

  private int readBody(InputStream from, byte[] buffer) throws IOException {
    try {
      int count = from.read(buffer, 0, buffer.length);
      if (deadline.isOver()) {
        throw new IOException("broken off");
      }
      return count;
    } catch (ZipException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      throw new UpstreamTimeoutException(e);
    } catch (IOException | RuntimeException e) {
      if (deadline.isOver()) {
        throw new UpstreamTimeoutException(e);
      }
      throw e instanceof IOException io ? io : new IOException("the answer broke off", e);
    }
  }

  // A connection with an unread rest is not drained: it would keep the upstream working.
  @Override
  public void close() {
    deadline.cancel();
    if (!ended) {
      request.abort();
    }
    Closer.closeQuietly(body instanceof DecodedBody decoded ? decoded : null);
    Closer.closeQuietly(response);
  }
}
