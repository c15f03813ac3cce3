package dev.countersign.audit.reading;

import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.service.security.Gate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets only members of the readers' groups reach the API, and only members of the keepers' groups
/// what is marked [KeepersOnly].
@Component
class ReadersOnly implements HandlerInterceptor {
  private final Gate readers;
  private final Gate keepers;

  ReadersOnly(AuditSettings settings) {
    readers =
        Gate.ofGroups(
            null, settings.readers(), "Only members of the auditors' groups read evidence.");
    keepers =
        Gate.ofGroups(
            null,
            settings.keepers(),
            "Only members of the keepers' groups decide what becomes of evidence.");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean keeping =
        handler instanceof HandlerMethod method && method.hasMethodAnnotation(KeepersOnly.class);
    (keeping ? keepers : readers).require();
    return true;
  }
}
