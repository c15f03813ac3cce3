package dev.countersign.service.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the gates of a service before their paths, and before everything else that looks at a call.
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class GateConfiguration implements WebMvcConfigurer {
  private final List<Gate> gates;

  GateConfiguration(ObjectProvider<Gate> gates) {
    this.gates = gates.stream().toList();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    List<String> own = gates.stream().map(Gate::paths).filter(Objects::nonNull).toList();
    for (Gate gate : gates) {
      var before = registry.addInterceptor(new Requiring(gate)).order(Ordered.HIGHEST_PRECEDENCE);
      if (gate.paths() == null) {
        before.addPathPatterns("/api/**").excludePathPatterns(own);
      } else {
        before.addPathPatterns(gate.paths());
      }
    }
  }

  private record Requiring(Gate gate) implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      gate.require();
      return true;
    }
  }
}
