package dev.countersign.audit.log;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.log.TileTree;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.EvidenceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals a head that no service has sealed yet: that of a new log, and that of a log from before
/// there were heads.
///
/// The latter is believed as far as its signed checkpoint goes; each record behind that must carry
/// the signature of a trusted key. Otherwise the service does not start.
@Component
class HeadAdoption implements InitializingBean {
  private static final int PAGE = 1000;

  private final TransactionTemplate transaction;
  private final HeadTable heads;
  private final LeafTable leaves;
  private final LogReader log;
  private final LogKey key;
  private final TrustedKeys trusted;
  private final JdbcClient jdbc;

  HeadAdoption(
      PlatformTransactionManager transactions,
      HeadTable heads,
      LeafTable leaves,
      LogReader log,
      LogKey key,
      TrustedKeys trusted,
      JdbcClient jdbc) {
    this.transaction = new TransactionTemplate(transactions);
    this.heads = heads;
    this.leaves = leaves;
    this.log = log;
    this.key = key;
    this.trusted = trusted;
    this.jdbc = jdbc;
  }

  @Override
  public void afterPropertiesSet() {
    transaction.executeWithoutResult(status -> {
      HeadTable.Stored stored = heads.lockUnchecked();
      if (stored.seal() == null) {
        adopt(stored.head());
      }
    });
  }

  private void adopt(Head head) {
    List<String> notes =
        jdbc.sql("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
            .query(String.class)
            .list();
    boolean believed = notes.isEmpty() ? head.size() == 0 : signed(notes.getFirst(), head);
    TileTree signed = log.tree(head.size());
    if (!believed || !signed.root().equals(head.root())) {
      throw new IllegalStateException(
          "head of %d leaves: not sealed, and not what the newest checkpoint was signed over"
              .formatted(head.size()));
    }
    long end = leaves.end();
    for (long from = head.size(); from < end; from += PAGE) {
      log.leaves(from, Math.min(end, from + PAGE), PAGE).forEach(this::requireSigned);
    }
    heads.move(head, head.moved(end, log.tree(end).root(), "adopted"));
  }

  private boolean signed(String text, Head head) {
    SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    return key.signed(note)
        && Checkpoint.parse(note.text())
            .equals(new Checkpoint(key.origin(), head.size(), head.root()));
  }

  private void requireSigned(StoredRecord stored) {
    Jws jws = Jws.parse(stored.jws());
    boolean holds =
        trusted
            .find(stored.record().writer(), jws.keyId())
            .flatMap(writer -> jws.verify(EvidenceRecord.JWS_TYPE, writer))
            .isPresent();
    if (!holds) {
      throw new IllegalStateException(
          "leaf %d: behind the signed checkpoint, and not signed by a trusted key"
              .formatted(stored.leaf()));
    }
  }
}
