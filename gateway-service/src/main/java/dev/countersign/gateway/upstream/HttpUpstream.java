package dev.countersign.gateway.upstream;

import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionLimits;
import dev.countersign.gateway.config.Credential;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/// Forwards canonical requests to a connection's upstream over HTTP/1.1.
///
/// Sends each request at most once: no retry, no redirect, no cookie, no answer to an
/// authentication challenge. The stored credential is put on here and nowhere else. Every wait is
/// bounded: connecting, each read, and the exchange as a whole. Thread-safe; blocks the calling
/// thread.
@Component
public class HttpUpstream {
  private final UpstreamPools pools;
  private final Deadlines deadlines;

  HttpUpstream(UpstreamPools pools, Deadlines deadlines) {
    this.pools = pools;
    this.deadlines = deadlines;
  }

  /// Sends the request and returns when the head of the answer is here.
  public UpstreamOutcome send(Connection connection, CanonicalRequest canonical) {
    ConnectionLimits limits = connection.limits();
    HttpUriRequestBase request = request(connection, canonical);
    Deadlines.Deadline deadline = deadlines.start(limits.timeout(), request::abort);
    try {
      CloseableHttpClient client = pools.of(connection.name(), limits.connectTimeout());
      ClassicHttpResponse response =
          client.executeOpen(HttpHost.create(connection.upstream()), request, null);
      return new UpstreamOutcome.Answered(new HttpAnswer(response, request, deadline, connection));
    } catch (IOException | RuntimeException e) {
      boolean late = deadline.isOver() || isTimeout(e);
      deadline.cancel();
      return new UpstreamOutcome.Silent(late ? tooSlow() : unreachable());
    }
  }

  private static HttpUriRequestBase request(Connection connection, CanonicalRequest canonical) {
    HttpUriRequestBase request =
        new HttpUriRequestBase(
            canonical.method(), URI.create(connection.upstream() + canonical.target()));
    canonical.headers().forEach(header -> request.addHeader(header.name(), header.value()));
    request.setHeader("accept-encoding", "identity");
    request.setHeader("user-agent", "countersign");
    byte[] body = canonical.body();
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    }
    Credential credential = connection.credential();
    if (credential != null) {
      request.setHeader(credential.header(), credential.value().reveal());
    }
    request.setConfig(waits(connection.limits()));
    return request;
  }

  private static RequestConfig waits(ConnectionLimits limits) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(Timeout.of(limits.timeout()))
        .setResponseTimeout(Timeout.of(limits.timeout()))
        .build();
  }

  private static boolean isTimeout(Exception e) {
    return e instanceof SocketTimeoutException && !(e instanceof ConnectTimeoutException);
  }

  private static Problem unreachable() {
    return new Problem(ProblemType.UPSTREAM_FAILED, "The upstream did not answer.");
  }

  private static Problem tooSlow() {
    return new Problem(ProblemType.UPSTREAM_TIMEOUT, "The upstream took too long.");
  }
}
