package dev.countersign.audit.tiles;

import dev.countersign.audit.proof.NewestCheckpoint;
import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.evidence.log.TilePath;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// C2SP `tlog-tiles` under the prefix `/log`. Paths are taken exactly as the specification writes
/// them: another way to write one does not exist.
@RestController
@Tag(name = "tiles")
class TileController {
  private static final String PREFIX = "/log/";

  private final Tiles tiles;
  private final NewestCheckpoint newest;
  private final EvidenceReads reads;

  TileController(Tiles tiles, NewestCheckpoint newest, EvidenceReads reads) {
    this.tiles = tiles;
    this.newest = newest;
    this.reads = reads;
  }

  @GetMapping(path = "/log/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "The newest signed checkpoint (C2SP tlog-tiles)")
  ResponseEntity<byte[]> checkpoint() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .contentType(MediaType.parseMediaType("text/plain;charset=utf-8"))
        .body(newest.note().bytes());
  }

  @GetMapping("/log/tile/{level}/{*index}")
  @Operation(summary = "A tile of hashes: 1 to 256 times 32 bytes")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<byte[]> hashes(HttpServletRequest request) {
    return immutable(forEver().cachePublic(), tiles.hashes(path(request)));
  }

  /// For readers of evidence, and each reading is on the record.
  @GetMapping("/log/tile/entries/{*index}")
  @Operation(summary = "1 to 256 records, each as its JWS behind two bytes of length")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<byte[]> entries(
      @AuthenticationPrincipal VerifiedToken caller, HttpServletRequest request) {
    TilePath path = path(request);
    byte[] bundle = tiles.entries(path);
    reads.record(caller, request, path.width());
    return immutable(forEver().cachePrivate(), bundle);
  }

  private static CacheControl forEver() {
    return CacheControl.maxAge(Duration.ofDays(365)).immutable();
  }

  private static TilePath path(HttpServletRequest request) {
    return TilePath.parse(request.getRequestURI().substring(PREFIX.length()))
        .orElseThrow(Tiles::notThere);
  }

  private static ResponseEntity<byte[]> immutable(CacheControl cache, byte[] body) {
    return ResponseEntity.ok()
        .cacheControl(cache)
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(body);
  }
}
