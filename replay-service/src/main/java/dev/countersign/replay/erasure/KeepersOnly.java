package dev.countersign.replay.erasure;

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

/// The gate before erasures: only members of the keepers' groups pass, who need not be readers.
@Component
class KeepersOnly implements HandlerInterceptor, WebMvcConfigurer {
  private final ErasureSettings settings;

  KeepersOnly(ErasureSettings settings) {
    this.settings = settings;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(ErasureController.PATH);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    boolean mayErase =
        caller != null
            && caller.getPrincipal() instanceof VerifiedToken token
            && settings.keepers().stream().anyMatch(token::isIn);
    if (!mayErase) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "not-granted", "recordings are erased by their keepers only");
    }
    return true;
  }
}
