package dev.countersign.gateway.protocol.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What `/v3/api-docs` says about the gateway: its own endpoint, and the headers of the data path.
@Configuration(proxyBeanMethods = false)
class GatewayDescription {
  static final String BEARER = "bearer";

  private static final String TEXT =
      """
      Every path that does not begin with `/countersign`, `/actuator` or `/v3` is the data path: \
      `/{connection}/{path of a configured function}`. A call is identified, judged, put on the \
      record, forwarded with the connection's own credential, and answered with its masked answer.

      | header | direction | meaning |
      |---|---|---|
      | `Authorization: Bearer` | in | who calls; never forwarded |
      | `Countersign-Session` | in, out | groups calls; used when unknown or of the same subject |
      | `Prefer: wait=N` | in | how many seconds to hold the call for an approval |
      | `Countersign-Approval` | in | the approval to use on a retry |
      | `Countersign-Call` | out | the call's id in the evidence |
      | `Countersign-Receipt` | out | a signed promise that the call's intent will be in the log |
      | `Location`, `Retry-After` | out, with 202 | where the approval's state is read, and when |

      Refusals are RFC 9457 problems of the type `urn:countersign:problem:<name>`.
      """;

  @Bean
  OpenAPI gatewayOpenApi() {
    return new OpenAPI()
        .info(new Info().title("Countersign gateway").version("v1").description(TEXT))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")));
  }
}
