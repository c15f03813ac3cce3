package dev.countersign.gateway.approval;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// Makes the client for the approval-service and the issuer.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApprovalSettings.class, RepeatSettings.class})
class ApprovalConfiguration {
  private static final int CONNECTIONS = 100;

  // Nothing is sent twice by the client itself: a use is not repeatable.
  @Bean(destroyMethod = "close")
  CloseableHttpClient approvalHttp(ApprovalSettings settings) {
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(settings.connectTimeout()))
            .setSocketTimeout(Timeout.of(settings.readTimeout()))
            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
            .build();
    RequestConfig requests =
        RequestConfig.custom()
            .setResponseTimeout(Timeout.of(settings.readTimeout()))
            .setConnectionRequestTimeout(Timeout.of(settings.readTimeout()))
            .build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(connections)
                .build())
        .setDefaultRequestConfig(requests)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  @Bean
  RestClient approvalRest(CloseableHttpClient approvalHttp, ApprovalSettings settings) {
    return RestClient.builder()
        .baseUrl(settings.url())
        .requestFactory(new HttpComponentsClientHttpRequestFactory(approvalHttp))
        .build();
  }
}
