package dev.countersign.audit.reading;

import dev.countersign.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a query parameter that an operation does not know, or that is given twice: a filter with
/// a slip in its name must not silently show everything.
@Component
class KnownParametersOnly implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      List<String> known =
          Arrays.stream(method.getMethodParameters())
              .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
              .map(KnownParametersOnly::name)
              .toList();
      request.getParameterMap().forEach((name, values) -> check(name, values, known));
    }
    return true;
  }

  private static void check(String name, String[] values, List<String> known) {
    if (!known.contains(name)) {
      String shown = name.chars().allMatch(c -> c > ' ' && c < 127) ? name : "a parameter";
      throw ProblemException.badRequest(
          shown.substring(0, Math.min(shown.length(), 64))
              + ": unknown here (expected: "
              + (known.isEmpty() ? "no parameters" : String.join(", ", known))
              + ")");
    }
    if (values.length > 1) {
      throw Parameters.refused(name, "given once");
    }
  }

  private static String name(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    if (annotation != null && !annotation.name().isEmpty()) {
      return annotation.name();
    }
    return parameter.getParameter().getName();
  }
}
