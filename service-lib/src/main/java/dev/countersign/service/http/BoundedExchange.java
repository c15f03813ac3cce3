package dev.countersign.service.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Questions whose answers are bounded in time and size: the time runs from the connection to the
/// last byte, where [HttpRequest#timeout] ends at the first. Thread-safe.
public final class BoundedExchange {

  private BoundedExchange() {}

  /// Waits for the whole answer, whatever its status; what is under way when this ends is given up.
  ///
  /// @throws HttpTimeoutException when it is not there in time
  /// @throws InterruptedIOException when the thread was interrupted, which it then still is
  /// @throws IOException when there is none, or it is larger than that
  public static HttpResponse<byte[]> send(
      HttpClient client, HttpRequest request, Duration within, int maxBytes) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw late(within, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HttpTimeoutException) {
        throw late(within, e.getCause());
      }
      throw new IOException("no answer: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpTimeoutException late(Duration within, Throwable cause) {
    HttpTimeoutException late = new HttpTimeoutException("no answer within " + within);
    late.initCause(cause);
    return late;
  }
}
