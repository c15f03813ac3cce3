package dev.countersign.quickstart.kafka;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// The five topics of the suite (docs/design/0001-contracts.md), three partitions each.
///
/// Nothing in them expires: evidence waits for the audit-service however long that is away.
final class Topics {
  private static final String POLICIES = "countersign.policies";
  static final List<String> NAMES =
      List.of(
          "countersign.evidence",
          "countersign.recordings",
          "countersign.approvals.requests",
          "countersign.approvals.decisions",
          POLICIES);

  private static final int PARTITIONS = 3;
  private static final short REPLICAS = 1;

  private final int port;

  Topics(int port) {
    this.port = port;
  }

  /// Creates the topics that are missing; waits until the broker takes requests.
  void create() throws IOException, InterruptedException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "127.0.0.1:" + port, "default.api.timeout.ms", "120000");
    try (Admin admin = Admin.create(settings)) {
      Set<String> missing = new HashSet<>(NAMES);
      missing.removeAll(admin.listTopics().names().get());
      admin.createTopics(missing.stream().map(Topics::topic).toList()).all().get();
    } catch (ExecutionException e) {
      throw new IOException("cannot create the topics", e.getCause());
    }
  }

  private static NewTopic topic(String name) {
    Map<String, String> kept =
        name.equals(POLICIES) ? Map.of("cleanup.policy", "compact") : Map.of("retention.ms", "-1");
    return new NewTopic(name, PARTITIONS, REPLICAS).configs(kept);
  }
}
