package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.identity.ProtectedResource;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells clients where tokens for us come from (RFC 9728).
@RestController
@Tag(name = "Metadata", description = "For clients that have no token yet.")
class ResourceMetadata {
  private final ProtectedResource resource;

  ResourceMetadata(ProtectedResource resource) {
    this.resource = resource;
  }

  @GetMapping(path = ProtectedResource.WELL_KNOWN, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Tells where tokens for this gateway come from",
      description = "With `/{connection}` behind it, for one connection.")
  ResponseEntity<Map<String, Object>> ofTheWhole() {
    return answer("");
  }

  @Hidden
  @GetMapping(
      path = ProtectedResource.WELL_KNOWN + "/**",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> below(HttpServletRequest request) {
    return answer(request.getRequestURI().substring(ProtectedResource.WELL_KNOWN.length()));
  }

  private ResponseEntity<Map<String, Object>> answer(String below) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "max-age=300")
        .body(
            resource.metadata(below).orElseThrow(() -> ProblemException.notFound("This metadata")));
  }
}
