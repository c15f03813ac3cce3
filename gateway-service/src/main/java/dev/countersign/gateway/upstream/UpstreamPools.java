package dev.countersign.gateway.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/// One pool of HTTP connections for each configured connection, so that a slow upstream takes no
/// place away from the others. Thread-safe.
@Component
final class UpstreamPools implements AutoCloseable {
  private final UpstreamSettings settings;
  private final Map<Key, CloseableHttpClient> clients = new ConcurrentHashMap<>();

  UpstreamPools(UpstreamSettings settings) {
    this.settings = settings;
  }

  private record Key(String connection, Duration connectTimeout) {}

  CloseableHttpClient of(String connection, Duration connectTimeout) {
    return clients.computeIfAbsent(new Key(connection, connectTimeout), this::open);
  }

  // The minimal client has no retry, redirect, cookie, authentication or decompression to switch
  // off.
  private CloseableHttpClient open(Key key) {
    return HttpClients.createMinimal(pool(key.connectTimeout()));
  }

  private PoolingHttpClientConnectionManager pool(Duration connectTimeout) {
    Http1Config http1 =
        Http1Config.custom()
            .setMaxHeaderCount(settings.maxHeaders())
            .setMaxLineLength(settings.maxHeaderLine())
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(settings.connections())
        .setMaxConnPerRoute(settings.connections())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(http1).build())
        .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setIdleTimeout(Timeout.of(settings.idleFor()))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(client -> client.close(CloseMode.GRACEFUL));
  }
}
