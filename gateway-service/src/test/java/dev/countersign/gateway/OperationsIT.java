package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperationsIT {
  private final RunningGateway gateway = RunningGateway.shared();

  private HttpResponse<String> managed(String path) {
    return RunningGateway.send(
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d%s".formatted(gateway.managementPort(), path))));
  }

  private HttpResponse<String> open(String path) {
    return RunningGateway.send(
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d%s".formatted(gateway.port(), path))));
  }

  @Test
  void isReadyWhileEvidenceCanBeWritten() {
    assertThat(managed("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(managed("/actuator/health/liveness").statusCode()).isEqualTo(200);
  }

  @Test
  void countsCallsAndTimesTheirStages() {
    gateway.get("/payments/customers/c1");
    gateway.get("/payments/nothing");
    assertThat(managed("/actuator/prometheus").body())
        .contains("countersign_gateway_calls_total{ending=\"completed\"}")
        .contains("countersign_gateway_calls_total{ending=\"not-granted\"}")
        .contains("countersign_gateway_stage_seconds_count{stage=\"intent\"}")
        .contains("countersign_gateway_stage_seconds_count{stage=\"decision\"}")
        .contains("countersign_gateway_stage_seconds_count{stage=\"upstream\"}")
        .contains("countersign_gateway_stage_seconds_count{stage=\"outcome\"}")
        .contains("countersign_gateway_held");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/health",
        "/actuator/prometheus",
        "/countersign/x",
        "/v3/x"
      })
  void showsNothingOfItselfOnTheDataPath(String path) {
    assertThat(open(path).statusCode()).isEqualTo(404);
  }

  @Test
  void describesItself() {
    JsonNode api = Problems.json(open("/v3/api-docs"));
    assertThat(api.path("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/countersign/approvals/{id}", "/.well-known/oauth-protected-resource");
    assertThat(api.path("info").path("description").asString()).contains("Countersign-Receipt");
    JsonNode answers =
        api.path("paths").path("/countersign/approvals/{id}").path("get").path("responses");
    assertThat(answers.propertyNames()).contains("200", "401", "404", "503");
  }
}
