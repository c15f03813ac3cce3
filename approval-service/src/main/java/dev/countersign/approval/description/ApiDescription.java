package dev.countersign.approval.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/// Describes the API: tokens, and the problems of each operation.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  private static final String TOKEN = "token";

  @Bean
  OpenAPI openApi() {
    OpenAPI api = new OpenAPI();
    api.info(
        new Info()
            .title("Countersign approval-service")
            .version("v1")
            .description("Who must countersign a call, and did they."));
    api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    return api.schemaRequirement(
        TOKEN,
        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
  }

  @Bean
  OperationCustomizer problemResponses() {
    return ApiDescription::describe;
  }

  private static Operation describe(Operation operation, HandlerMethod method) {
    Problems problems = method.getMethodAnnotation(Problems.class);
    if (problems == null) {
      return operation;
    }
    add(operation, "400", "malformed-request");
    add(operation, "401", "unauthenticated", "invalid-token");
    add(operation, "403", problems.forbidden());
    add(operation, "404", problems.notFound());
    add(operation, "409", problems.conflict());
    add(operation, "410", problems.gone());
    add(operation, "503", "evidence-unavailable", "database-unavailable");
    return operation;
  }

  private static void add(Operation operation, String status, String... names) {
    if (names.length > 0) {
      String described =
          Stream.of(names).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
      operation
          .getResponses()
          .addApiResponse(status, new ApiResponse().description(described).content(problem()));
    }
  }

  private static Content problem() {
    Schema<?> schema =
        new Schema<>()
            .type("object")
            .addProperty("type", new StringSchema().format("uri"))
            .addProperty("title", new StringSchema())
            .addProperty("status", new Schema<Integer>().type("integer"))
            .addProperty("detail", new StringSchema());
    return new Content().addMediaType("application/problem+json", new MediaType().schema(schema));
  }
}
