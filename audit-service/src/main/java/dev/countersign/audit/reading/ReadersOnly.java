package dev.countersign.audit.reading;

import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets only members of the readers' groups reach the API, and only members of the keepers' groups
/// what is marked [KeepersOnly].
@Component
class ReadersOnly implements HandlerInterceptor {
  private final AuditSettings settings;

  ReadersOnly(AuditSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    boolean keeping =
        handler instanceof HandlerMethod method && method.hasMethodAnnotation(KeepersOnly.class);
    List<String> groups = keeping ? settings.keepers() : settings.readers();
    if (caller != null
        && caller.getPrincipal() instanceof VerifiedToken token
        && groups.stream().anyMatch(token::isIn)) {
      return true;
    }
    throw new ProblemException(
        HttpStatus.FORBIDDEN,
        "not-granted",
        keeping
            ? "Only members of the keepers' groups decide what becomes of evidence."
            : "Only members of the auditors' groups read evidence.");
  }
}
