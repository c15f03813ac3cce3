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

/// The gate before answers: only gateways pass, with the scope by which they use approvals and
/// nobody behind them.
@Component
class GatewaysOnly implements HandlerInterceptor, WebMvcConfigurer {
  static final String PATHS = "/api/v1/calls/*/answer";

  private static final String SCOPE = "countersign.consume";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(PATHS);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    boolean isGateway =
        caller != null
            && caller.getPrincipal() instanceof VerifiedToken token
            && token.scopes().contains(SCOPE)
            && token.actors().isEmpty();
    if (!isGateway) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "not-granted", "answers are given to gateways only");
    }
    return true;
  }
}
