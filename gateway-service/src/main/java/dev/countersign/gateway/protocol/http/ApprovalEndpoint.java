package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.enforcement.ApprovalInquiry;
import dev.countersign.service.problem.ProblemException;
import dev.countersign.service.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The address that a 202 answer names: how an approval stands, for the one who asked for it.
@RestController
@Tag(name = "Approvals", description = "For callers whose call waits for people.")
class ApprovalEndpoint {
  private final ApprovalInquiry inquiry;
  private final Challenges challenges;

  ApprovalEndpoint(ApprovalInquiry inquiry, Challenges challenges) {
    this.inquiry = inquiry;
    this.challenges = challenges;
  }

  /// How an approval stands.
  @Schema(name = "Approval")
  record ApprovalJson(
      String approval,
      @Schema(
              allowableValues = {
                "requested",
                "approved",
                "denied",
                "expired",
                "withdrawn",
                "consumed",
                "lapsed",
                "revoked"
              })
          String state,
      String connection,
      String function,
      Instant decideBy,
      @Nullable Instant useBy) {}

  @GetMapping(path = "/countersign/approvals/{id}")
  @Operation(
      summary = "Tells how an approval stands",
      description = "Only its requester is told; for everybody else it does not exist.",
      security = @SecurityRequirement(name = GatewayDescription.BEARER))
  @ApiResponse(
      responseCode = "200",
      description = "How it stands.",
      content = @Content(schema = @Schema(implementation = ApprovalJson.class)))
  @ApiResponse(
      responseCode = "401",
      description = "`unauthenticated`, `invalid-token`",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "404",
      description = "`not-found`",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "`approval-unavailable`",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = ProblemDetail.class)))
  ResponseEntity<Object> approval(HttpServletRequest request, @PathVariable String id) {
    return switch (inquiry.ask(new HttpCredentials(request), id)) {
      case ApprovalInquiry.Told told ->
          ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(json(told));
      case ApprovalInquiry.Unknown _ -> throw ProblemException.notFound("This approval");
      case ApprovalInquiry.Refused(Problem problem) -> refused(problem, request.getRequestURI());
    };
  }

  private static ApprovalJson json(ApprovalInquiry.Told told) {
    return new ApprovalJson(
        told.approval(),
        told.state(),
        told.connection(),
        told.function(),
        told.decideBy(),
        told.useBy());
  }

  private ResponseEntity<Object> refused(Problem problem, String path) {
    HttpStatus status = HttpStatus.valueOf(problem.status());
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (status == HttpStatus.UNAUTHORIZED) {
      challenges
          .of(problem.type(), path)
          .forEach(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
    return answer.body(Problems.of(status, problem.type().wireName(), problem.detail()));
  }
}
