package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.access.SessionId;
import dev.countersign.gateway.enforcement.AnswerHead;
import dev.countersign.gateway.enforcement.Reply;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Answers one HTTP request.
final class HttpReply implements Reply {
  private final HttpServletResponse response;
  private final Runnable breakConnection;
  private final Function<ProblemType, List<String>> challenges;

  HttpReply(
      HttpServletResponse response,
      Runnable breakConnection,
      Function<ProblemType, List<String>> challenges) {
    this.response = response;
    this.breakConnection = breakConnection;
    this.challenges = challenges;
  }

  @Override
  public void refuse(Stamp stamp, Problem problem) throws IOException {
    begin(stamp, problem.status());
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.setHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    if (problem.status() == 401) {
      challenges
          .apply(problem.type())
          .forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
    }
    if (problem.type() == ProblemType.IDENTITY_UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    send("application/problem+json", ReplyJson.problem(problem));
  }

  @Override
  public void pending(Stamp stamp, Pending pending) throws IOException {
    begin(stamp, HttpServletResponse.SC_ACCEPTED);
    response.setHeader("Location", "/countersign/approvals/" + pending.approval());
    response.setHeader("Retry-After", Long.toString(pending.retryAfter().toSeconds()));
    send("application/json", ReplyJson.pending(stamp.call(), pending));
  }

  private void begin(Stamp stamp, int status) {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    stamp(stamp);
  }

  private void stamp(Stamp stamp) {
    response.setHeader("Countersign-Call", stamp.call().toString());
    SessionId session = stamp.session();
    if (session != null) {
      response.setHeader("Countersign-Session", session.value());
    }
    if (stamp.receipt() != null) {
      response.setHeader("Countersign-Receipt", stamp.receipt());
    }
    if (stamp.replayed() != null) {
      response.setHeader("Countersign-Replayed", stamp.replayed());
    }
  }

  private void send(String contentType, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    response.setContentType(contentType);
    response.setContentLength(bytes.length);
    // Closed here, so that it is on its way before the server drains an unread body.
    try (ServletOutputStream out = response.getOutputStream()) {
      out.write(bytes);
    }
  }

  @Override
  public Body answer(Stamp stamp, AnswerHead head, long length) throws IOException {
    response.setStatus(head.status());
    stamp(stamp);
    for (Header header : head.headers()) {
      response.addHeader(header.name(), header.value());
    }
    if (head.contentType() != null) {
      response.setContentType(head.contentType());
    }
    if (length >= 0) {
      response.setContentLengthLong(length);
    }
    return new ServletBody(response.getOutputStream());
  }

  @Override
  public void abort() {
    breakConnection.run();
  }

  private record ServletBody(ServletOutputStream out) implements Body {
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void finish() throws IOException {
      out.close();
    }
  }
}
