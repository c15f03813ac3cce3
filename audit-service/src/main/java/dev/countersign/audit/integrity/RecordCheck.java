package dev.countersign.audit.integrity;

import dev.countersign.audit.integrity.IntegrityFinding.Kind;
import dev.countersign.audit.log.RecordColumns;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.MalformedRecordException;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holds a stored leaf against the bytes that were signed: the hashes, the signature, the chain and
/// every column that is derived from them. Thread-safe.
@Component
class RecordCheck {
  private final TrustedKeys trusted;

  RecordCheck(TrustedKeys trusted) {
    this.trusted = trusted;
  }

  /// Tells what is wrong with a leaf whose hash in the tree is known, or with its record.
  void check(StoredLeaf stored, Digest inTree, BiConsumer<Kind, String> found) {
    byte[] jws = stored.jws();
    if (jws == null) {
      if (!stored.leafHash().equals(inTree)) {
        found.accept(
            Kind.LEAF_CHANGED, "leaf hash: %s (expected: %s)".formatted(stored.leafHash(), inTree));
      }
      if (!stored.pruned()) {
        found.accept(Kind.RECORD_MISSING, "no record, and no statement that it was pruned");
      }
      return;
    }
    Digest leafHash = TreeHash.leaf(jws);
    if (!leafHash.equals(inTree) && !leafHash.equals(stored.leafHash())) {
      found.accept(Kind.RECORD_CHANGED, "leaf hash: %s (expected: %s)".formatted(leafHash, inTree));
      return;
    }
    if (!stored.leafHash().equals(leafHash) || !stored.digest().equals(Digest.of(jws))) {
      found.accept(Kind.LEAF_CHANGED, "leaf hash or digest: not that of the record");
    }
    if (stored.leafHash().equals(leafHash) && !leafHash.equals(inTree)) {
      found.accept(
          Kind.TILE_CHANGED, "hash in the tile: %s (expected: %s)".formatted(inTree, leafHash));
    }
    verified(jws)
        .ifPresentOrElse(
            record -> compare(stored, record, found),
            () -> found.accept(Kind.NOT_SIGNED, "not signed by a trusted key of the writer"));
  }

  private Optional<EvidenceRecord> verified(byte[] bytes) {
    try {
      Jws jws = Jws.parse(bytes);
      EvidenceRecord record = EvidenceJson.readRecord(jws.unverifiedPayload());
      return trusted
          .find(record.writer(), jws.keyId())
          .flatMap(key -> jws.verify(EvidenceRecord.JWS_TYPE, key))
          .map(payload -> record);
    } catch (MalformedJwsException | MalformedRecordException e) {
      return Optional.empty();
    }
  }

  private static void compare(
      StoredLeaf stored, EvidenceRecord record, BiConsumer<Kind, String> found) {
    RecordColumns columns = RecordColumns.of(record.body());
    boolean samePlace =
        record.writer().equals(stored.writer())
            && record.epoch() == stored.epoch()
            && record.seq() == stored.seq()
            && record.type().wireName().equals(stored.type())
            && Objects.equals(text(columns.call()), stored.call())
            && Objects.equals(text(columns.approval()), stored.approval());
    if (!samePlace) {
      found.accept(
          Kind.LEAF_CHANGED, "writer, epoch, seq, type, call or approval: not the record's");
    }
    Digest before = record.seq() == 0 ? Digest.ZERO : stored.before();
    if (samePlace && !record.prev().equals(before)) {
      found.accept(Kind.CHAIN_BROKEN, "prev: %s (expected: %s)".formatted(record.prev(), before));
    }
    boolean sameIntent =
        stored.intent() == null
            || record.body() instanceof RecordBody.CallOutcome outcome
                && outcome.intent().equals(stored.intent());
    if (!sameIntent
        || !Objects.equals(micros(record.time()), stored.time())
        || !same(columns, stored.columns())) {
      found.accept(Kind.COLUMNS_CHANGED, "a column for searching: not what the record says");
    }
  }

  private static boolean same(RecordColumns signed, @Nullable RecordColumns stored) {
    return stored != null
        && Objects.equals(text(signed.call()), stored.call())
        && Objects.equals(text(signed.session()), stored.session())
        && sameParty(signed.subject(), stored.subject())
        && Objects.equals(text(signed.actor()), stored.actor())
        && Objects.equals(text(signed.connection()), stored.connection())
        && Objects.equals(text(signed.function()), stored.function())
        && Objects.equals(text(signed.approval()), stored.approval())
        && Objects.equals(text(signed.risk()), stored.risk())
        && Objects.equals(text(signed.reason()), stored.reason())
        && Objects.equals(text(signed.status()), stored.status())
        && Objects.equals(micros(signed.deadline()), stored.deadline())
        && Objects.equals(texts(signed.approvers()), stored.approvers());
  }

  private static boolean sameParty(@Nullable Party signed, @Nullable Party stored) {
    return signed == null
        ? stored == null
        : stored != null
            && Objects.equals(text(signed.id()), stored.id())
            && Objects.equals(text(signed.issuer()), stored.issuer());
  }

  private static @Nullable List<String> texts(@Nullable List<String> signed) {
    return signed == null
        ? null
        : signed.stream().map(value -> value.replace('\0', '\uFFFD')).toList();
  }

  /// Text as the database keeps it: it cannot hold U+0000.
  private static @Nullable String text(@Nullable String signed) {
    return signed == null ? null : signed.replace('\0', '\uFFFD');
  }

  private static @Nullable Instant micros(@Nullable Instant signed) {
    return signed == null ? null : signed.truncatedTo(ChronoUnit.MICROS);
  }
}
