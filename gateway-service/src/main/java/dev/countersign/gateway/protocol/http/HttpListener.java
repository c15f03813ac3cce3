package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.enforcement.EnforcementPoint;
import dev.countersign.gateway.identity.ProtectedResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Takes every HTTP request that is not for the gateway itself into the path of a call.
///
/// There is one route: which connection and function a request aims at is decided strictly by
/// [HttpInboundCall], not by the router.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SurroundingsSettings.class)
class HttpListener {
  private static final String[] OWN = {
    "/countersign", "/actuator", "/v3", "/oauth2", ProtectedResource.WELL_KNOWN
  };

  @Bean
  RouterFunction<ServerResponse> calls(
      EnforcementPoint enforcement, SurroundingsSettings surroundings, Challenges challenges) {
    RequestSurroundings around = new RequestSurroundings(surroundings);
    CallResponse.Service service =
        (request, response) ->
            enforcement.serve(
                new HttpInboundCall(request, around),
                new HttpReply(
                    response,
                    HttpEdge.breakerOf(request),
                    type -> challenges.of(type, request.getRequestURI())));
    CallResponse response = new CallResponse(service);
    return GatewayRouterFunctions.route("calls").route(isCall(), request -> response).build();
  }

  private static RequestPredicate isCall() {
    return request -> !isOwn(request.servletRequest().getRequestURI());
  }

  private static boolean isOwn(String path) {
    for (String own : OWN) {
      if (path.startsWith(own)
          && (path.length() == own.length() || path.charAt(own.length()) == '/')) {
        return true;
      }
    }
    return false;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> edge(
      ObjectProvider<EnforcementPoint> enforcement) {
    return factory -> {
      factory.setProtocol(SmallHttpProtocol.class.getName());
      factory.addEngineValves(new HttpEdge(enforcement::getObject));
      factory.addConnectorCustomizers(HttpEdge::letOddAddressesIn);
    };
  }
}
