package dev.countersign.bench.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.stripPrefix;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// The peer: Spring Cloud Gateway Server WebMVC on virtual threads that checks the token and
/// forwards. It decides nothing, masks nothing and records nothing.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "dev.countersign.service.evidence.EvidenceConfiguration",
      "dev.countersign.service.identity.IdentityConfiguration",
      "dev.countersign.service.messaging.MessagingConfiguration",
      "dev.countersign.service.problem.ProblemConfiguration",
      "dev.countersign.service.security.SecurityConfiguration",
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
    })
public class BareGateway {
  private static final int CONNECTIONS = 256;

  /// Takes its port, upstream and issuer from the environment.
  public static void main(String[] args) {
    SpringApplication.run(BareGateway.class, args);
  }

  @Bean
  RouterFunction<ServerResponse> toUpstream(Environment environment) {
    return route("payments")
        .route(path("/payments/**"), http())
        .before(uri(environment.getRequiredProperty("bench.upstream")))
        .before(stripPrefix(1))
        .build();
  }

  @Bean
  SecurityFilterChain tokenOnly(HttpSecurity http) {
    return http.csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
        .build();
  }

  @Bean
  HttpComponentsClientHttpRequestFactoryBuilder pooled() {
    return ClientHttpRequestFactoryBuilder.httpComponents()
        .withConnectionManagerCustomizer(
            pool -> pool.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS));
  }
}
