package dev.countersign.replay.recording;

import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The gate before every path below `/api` but that of [GatewaysOnly] and those with a gate of
/// their own: only members of the readers' groups pass.
///
/// It stands before parameters are looked at, so a stranger learns nothing from their errors.
@Component
class ReadersOnly implements HandlerInterceptor, WebMvcConfigurer {
  private static final String ERASURES = "/api/v1/erasures";

  private final RecordingSettings settings;

  ReadersOnly(RecordingSettings settings) {
    this.settings = settings;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/api/**")
        .excludePathPatterns(GatewaysOnly.PATHS, ERASURES);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    boolean mayRead =
        caller != null
            && caller.getPrincipal() instanceof VerifiedToken token
            && settings.readers().stream().anyMatch(token::isIn);
    if (!mayRead) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "not-granted", "recordings are shown to their readers only");
    }
    return true;
  }
}
