package dev.countersign.audit.ingest;

import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.record.ApprovalBody;
import dev.countersign.evidence.record.RecordBody;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Says which retention class a record has: that of its connection; for an approval's records, that
/// of the request; for what belongs to no connection, `log`.
@Component
class RetentionTable {
  private final AuditSettings.Retention settings;
  private final JdbcClient jdbc;

  RetentionTable(AuditSettings settings, JdbcClient jdbc) {
    this.settings = settings.retention();
    this.jdbc = jdbc;
  }

  /// The classes of one batch, with those of the approvals that it goes on with.
  final class Classes {
    private final Map<String, String> byApproval;

    private Classes(Map<String, String> byApproval) {
      this.byApproval = byApproval;
    }

    /// The class of a record that answers no intent in the log.
    String of(RecordBody body) {
      return switch (body) {
        case RecordBody.CallIntent intent -> settings.of(intent.connection());
        case RecordBody.CallRefused refused -> settings.of(refused.connection());
        case RecordBody.CallOutcome outcome -> AuditSettings.Retention.STANDARD;
        case RecordBody.ApprovalRequested requested -> {
          String retention = settings.of(requested.connection());
          byApproval.putIfAbsent(requested.approval(), retention);
          yield retention;
        }
        default -> {
          String approval = approval(body);
          yield approval == null
              ? AuditSettings.Retention.LOG
              : byApproval.getOrDefault(approval, AuditSettings.Retention.STANDARD);
        }
      };
    }
  }

  Classes classesFor(List<Genuine> batch) {
    Set<String> approvals = new LinkedHashSet<>();
    for (Genuine message : batch) {
      String approval = approval(message.record().body());
      if (approval != null) {
        approvals.add(approval);
      }
    }
    Map<String, String> found = new HashMap<>();
    if (!approvals.isEmpty()) {
      jdbc.sql(
              """
              SELECT approval, retention FROM leaf
              WHERE approval = ANY (?) AND type = 'approval.requested'
              """)
          .param(approvals.toArray(String[]::new))
          .query(row -> {
            found.putIfAbsent(row.getString(1), row.getString(2));
          });
    }
    return new Classes(found);
  }

  private static @Nullable String approval(RecordBody body) {
    return switch (body) {
      case RecordBody.ApprovalDecided decided -> decided.approval();
      case RecordBody.ApprovalConsumed consumed -> consumed.approval();
      case RecordBody.ApprovalExpired expired -> expired.approval();
      case ApprovalBody.ApprovalRevoked revoked -> revoked.approval();
      case ApprovalBody.ApprovalReviewed reviewed -> reviewed.approval();
      default -> null;
    };
  }
}
