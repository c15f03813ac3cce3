package dev.countersign.gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.enforcement.EnforcementPoint;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

class SmallHttpProtocolTest {
  private final Connector connector = new Connector(SmallHttpProtocol.class.getName());

  @Test
  void isWhatTheGatewayListensWith() {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();

    new HttpListener()
        .edge(new StaticListableBeanFactory().getBeanProvider(EnforcementPoint.class))
        .customize(factory);

    assertThat(factory.getProtocol()).isEqualTo(SmallHttpProtocol.class.getName());
  }

  @Test
  void keepsLittleForEachConnection() {
    assertThat(connector.getProperty("socket.appReadBufSize")).isEqualTo("2048");
    assertThat(connector.getProperty("socket.appWriteBufSize")).isEqualTo("2048");
    assertThat(connector.createResponse(new Response()).getBufferSize()).isEqualTo(2048);
  }

  @Test
  void hasTheLimitsOfTomcatsOwn() {
    SmallHttpProtocol small = (SmallHttpProtocol) connector.getProtocolHandler();
    Http11NioProtocol usual = new Http11NioProtocol();

    assertThat(small.getMaxHttpRequestHeaderSize()).isEqualTo(usual.getMaxHttpRequestHeaderSize());
    assertThat(small.getMaxHttpResponseHeaderSize())
        .isEqualTo(usual.getMaxHttpResponseHeaderSize());
    assertThat(small.getMaxConnections()).isEqualTo(usual.getMaxConnections());
    assertThat(small.getMaxSwallowSize()).isEqualTo(usual.getMaxSwallowSize());
  }
}
