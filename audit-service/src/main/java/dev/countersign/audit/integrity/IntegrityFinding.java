package dev.countersign.audit.integrity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/// One thing in the database that is not as it was integrated.
///
/// @param leaf where; for a tile, its first leaf
/// @param detail what was expected and what was found, without payload
@Schema(name = "IntegrityFinding")
record IntegrityFinding(long leaf, Kind kind, String detail) {

  enum Kind {
    /// The leaf's row is gone.
    LEAF_MISSING,
    /// The leaf's row is not what the tree or the signed record says.
    LEAF_CHANGED,
    /// A leaf stands behind the log's head.
    LEAF_ADDED,
    /// The record's row is gone, and was not pruned.
    RECORD_MISSING,
    /// The record's bytes are others.
    RECORD_CHANGED,
    /// A record's row belongs to no leaf.
    RECORD_ADDED,
    /// What is searched for is not what the record says.
    COLUMNS_CHANGED,
    /// A stored tile holds another hash than the leaf.
    TILE_CHANGED,
    /// The bytes are not signed by a trusted key of the writer.
    NOT_SIGNED,
    /// The record does not follow the one before it in its writer's chain.
    CHAIN_BROKEN,
    /// The leaves of a tile are not under the signed checkpoint.
    NOT_UNDER_CHECKPOINT;

    @JsonValue
    String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
