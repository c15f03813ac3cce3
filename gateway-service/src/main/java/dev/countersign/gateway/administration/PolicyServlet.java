package dev.countersign.gateway.administration;

import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.administration.PolicyAdministration.Answer;
import dev.countersign.gateway.administration.PolicyAdministration.Asking;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// `/admin/policy` on the management port.
final class PolicyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MAX_BYTES = 1 << 20;
  private static final String DIGEST = "sha-256:[0-9a-f]{64}";

  private final transient PolicyAdministration administration;
  private final transient JsonMapper json = JsonMapper.builder().build();

  PolicyServlet(PolicyAdministration administration) {
    this.administration = administration;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (administration.admin(Collections.list(request.getHeaders("Authorization")))) {
      case Asking.Nobody(Answer answer) -> {
        if (answer.status() == 401) {
          response.setHeader("WWW-Authenticate", "Bearer realm=\"countersign\"");
        }
        send(response, answer);
      }
      case Asking.Admin(Subject admin) -> answer(admin, request, response);
    }
  }

  private void answer(Subject admin, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String method = request.getMethod();
    if (method.equals("PUT") && path.isEmpty()) {
      send(response, put(admin, request));
    } else if (!method.equals("GET")) {
      send(response, Answer.problem(405, "method-not-allowed", "GET, or PUT of the policy."));
    } else if (path.isEmpty()) {
      document(response, null);
    } else if (path.equals("/versions")) {
      send(response, administration.versions());
    } else if (path.matches("/versions/" + DIGEST)) {
      document(response, path.substring("/versions/".length()));
    } else {
      send(response, Answer.problem(404, "not-found", "There is no such resource."));
    }
  }

  private void document(HttpServletResponse response, @Nullable String digest) throws IOException {
    Optional<byte[]> document = administration.document(digest);
    if (document.isEmpty()) {
      send(response, Answer.problem(404, "not-found", "There is no such version here."));
    } else if (!administration.isShown(document.get())) {
      send(
          response,
          Answer.problem(
              409, "policy-withheld", "A secret is written out in it, so it is not shown."));
    } else {
      response.setHeader("ETag", tag(digest == null ? administration.inForce() : digest));
      response.setHeader("Cache-Control", "no-store");
      response.setContentType("application/yaml");
      response.getOutputStream().write(document.get());
    }
  }

  private Answer put(Subject admin, HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      return Answer.problem(413, "too-large", "A policy has at most 1 MiB.");
    }
    if ("true".equals(request.getParameter("dry-run"))) {
      return administration.tryOut(bytes);
    }
    String match = request.getHeader("If-Match");
    if (match == null || !match.matches("\"" + DIGEST + "\"")) {
      return Answer.problem(
          428,
          "precondition-required",
          "If-Match names the version that is replaced: the ETag of GET.");
    }
    return administration.replace(admin, bytes, match.substring(1, match.length() - 1));
  }

  private void send(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Cache-Control", "no-store");
    String digest = answer.digest();
    if (digest != null) {
      response.setHeader("ETag", tag(digest));
    }
    response.setContentType(
        answer.status() < 400 ? "application/json" : "application/problem+json");
    response.getOutputStream().write(json.writeValueAsBytes(answer.body()));
  }

  private static String tag(String digest) {
    return "\"" + digest + "\"";
  }
}
