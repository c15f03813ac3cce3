package dev.countersign.approval.idempotency;

import dev.countersign.approval.idempotency.Answers.Answer;
import dev.countersign.approval.idempotency.Answers.Key;
import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/// Honours `Idempotency-Key` on what changes something: the same key and request get the same
/// answer for a day, and the key with another request is refused.
///
/// Behind the security filter, so a key belongs to whom it was used by. Answers that say that
/// nothing was done (5xx, 401) are not kept. A use (`consume`) takes no key: its answer is given
/// once, whatever a key says.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class IdempotencyFilter extends OncePerRequestFilter {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern PATHS = Pattern.compile("/api/v1/(approvals|notifications)/.+");

  private final Answers answers;
  private final JsonMapper json;

  IdempotencyFilter(Answers answers, JsonMapper json) {
    this.answers = answers;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getHeader(HEADER) == null
        || !"POST".equals(request.getMethod())
        || !PATHS.matcher(path).matches()
        || path.endsWith("/consume");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    VerifiedToken caller = caller();
    String key = request.getHeader(HEADER);
    RepeatableRequest whole = RepeatableRequest.read(request);
    if (whole == null) {
      refuse(response, HttpStatus.CONTENT_TOO_LARGE, "too-large", "The request is too large.");
    } else if (caller == null) {
      chain.doFilter(whole, response);
    } else if (!KEY.matcher(key).matches()) {
      refuse(response, HttpStatus.BAD_REQUEST, "malformed-request", HEADER + ": not a key.");
    } else {
      serve(new Key(caller.subject(), caller.issuer(), key), whole, response, chain);
    }
  }

  private void serve(
      Key key, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    switch (answers.claim(key, digest(request))) {
      case Answers.Free _ -> first(key, request, response, chain);
      case Answers.Known(Answer answer) -> {
        boolean isProblem = answer.status() >= 400;
        response.setStatus(answer.status());
        response.setContentType(
            isProblem
                ? MediaType.APPLICATION_PROBLEM_JSON_VALUE
                : MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(answer.body());
      }
      case Answers.Other _ ->
          refuse(
              response,
              HttpStatus.UNPROCESSABLE_CONTENT,
              "idempotency-key-reused",
              "This key was used for another request.");
      case Answers.UnderWay _ ->
          refuse(
              response,
              HttpStatus.CONFLICT,
              "request-under-way",
              "The same request is under way. Try again.");
    }
  }

  private void first(
      Key key, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    boolean done = false;
    try {
      chain.doFilter(request, answer);
      done = answer.getStatus() < 500 && answer.getStatus() != 401;
      if (done) {
        answers.keep(key, new Answer(answer.getStatus(), answer.getContentAsByteArray()));
      }
    } finally {
      if (!done) {
        answers.release(key);
      }
      answer.copyBodyToResponse();
    }
  }

  private static byte[] digest(RepeatableRequest request) {
    String head = request.getMethod() + " " + request.getRequestURI() + "\n";
    return Digest.of(head.getBytes(StandardCharsets.UTF_8), request.body()).bytes();
  }

  private void refuse(HttpServletResponse response, HttpStatus status, String name, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(Problems.of(status, name, detail)));
  }

  private static @Nullable VerifiedToken caller() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof VerifiedToken token
        ? token
        : null;
  }
}
