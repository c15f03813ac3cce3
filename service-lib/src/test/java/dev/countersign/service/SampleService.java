package dev.countersign.service;

import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The smallest service: one API, one listener.
@SpringBootApplication
class SampleService {
  @RestController
  static class Api {
    private final EvidenceWriter evidence;

    Api(EvidenceWriter evidence) {
      this.evidence = evidence;
    }

    @GetMapping("/api/v1/me")
    Map<String, Object> me(@AuthenticationPrincipal VerifiedToken caller) {
      return Map.of("id", caller.subject(), "actors", caller.actors());
    }

    @GetMapping("/api/v1/things/{id}")
    String thing(@PathVariable int id, @RequestParam(defaultValue = "1") int limit) {
      if (id == 500) {
        throw new IllegalStateException("secret-in-an-exception");
      }
      throw ProblemException.notFound("Thing " + id + "/" + limit);
    }

    @GetMapping("/api/v1/recorded")
    Map<String, Object> recorded() {
      return Map.of("seq", evidence.append(new RecordBody.WriterHeartbeat(1)).record().seq());
    }
  }

  @org.springframework.stereotype.Component
  static class Listener {
    final List<String> handled = new CopyOnWriteArrayList<>();
    final AtomicBoolean broken = new AtomicBoolean();

    @KafkaListener(topics = "countersign.recordings", groupId = "sample", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> messages) {
      if (broken.get()) {
        throw new IllegalArgumentException("cannot handle this");
      }
      messages.forEach(message ->
          handled.add(new String(message.value(), java.nio.charset.StandardCharsets.UTF_8)));
    }
  }
}
