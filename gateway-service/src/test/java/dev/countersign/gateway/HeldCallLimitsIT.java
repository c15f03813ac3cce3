package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.test.Patience;
import dev.countersign.test.TestKafka;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeldCallLimitsIT {

  @Test
  void holdsOnlySoManyCallsAndOnlySoLong() throws Exception {
    Map<String, Object> narrow =
        Map.of(
            "countersign.gateway.approvals.held-at-most", "1",
            "countersign.gateway.approvals.hold-at-most", "10s");
    try (RunningGateway gateway = RunningGateway.start(TestKafka.shared(), "gateway-7", narrow)) {
      Set<String> known = gateway.approvals.known();
      long began = System.nanoTime();
      var held = CompletableFuture.supplyAsync(() -> refund(gateway, 3001, "wait=3600"));
      gateway.approvals.nextRequest(known);
      assertProblem(refund(gateway, 3002, "wait=1"), 429, "too-many-held");
      assertThat(refund(gateway, 3003, "wait=0").statusCode()).isEqualTo(202);
      assertThat(Patience.result(held).statusCode()).isEqualTo(202);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void takesUpWhatAnotherLifeAskedFor() {
    Map<String, Object> forgetful = Map.of("countersign.gateway.approvals.remember-at-most", "0");
    try (RunningGateway gateway =
        RunningGateway.start(TestKafka.shared(), "gateway-9", forgetful)) {
      String approval = approvalOf(refund(gateway, 3004, "wait=0"));
      gateway.approvals.request(approval);
      assertThat(approvalOf(refund(gateway, 3004, "wait=0"))).isEqualTo(approval);
      assertThat(approvalOf(refund(gateway, 3005, "wait=0"))).isNotEqualTo(approval);
      gateway.approvals.moveSilently(approval, "approved");
      assertThat(refund(gateway, 3004, "wait=0").statusCode()).isEqualTo(200);
    }
  }

  private static String approvalOf(HttpResponse<String> answer) {
    return Problems.json(answer).path("approval").asString();
  }

  private static HttpResponse<String> refund(RunningGateway gateway, int amount, String prefer) {
    return RunningGateway.send(
        gateway
            .asAlice("/payments/refunds")
            .header("Content-Type", "application/json")
            .header("Prefer", prefer)
            .POST(BodyPublishers.ofString("{\"amount\":%d}".formatted(amount))));
  }
}
