package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.enforcement.EnforcementPoint;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.web.servlet.DispatcherServlet;

/// What only the server's own pipeline can do: break a connection in the middle of an answer, and
/// see the requests that are so malformed that no handler ever gets them.
final class HttpEdge extends ValveBase implements AccessLog {
  private static final String BREAKER = HttpEdge.class.getName() + ".breaker";
  private static final String GONE = HttpEdge.class.getName() + ".gone";
  private static final String SEEN = DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE;
  private static final int FIRST_ERROR = 400;

  private final Supplier<EnforcementPoint> enforcement;

  HttpEdge(Supplier<EnforcementPoint> enforcement) {
    super(true);
    this.enforcement = enforcement;
  }

  /// Odd addresses come in, to be refused on the record like everything else.
  static void letOddAddressesIn(Connector connector) {
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
  }

  /// Breaks the connection of a request: the client sees that its answer is not whole.
  static Runnable breakerOf(ServletRequest request) {
    return (Runnable) request.getAttribute(BREAKER);
  }

  /// Whether the client has closed its connection, seen without waiting and without taking anything
  /// of a next request: at the end of the stream something seems to be there, yet holds no byte.
  static boolean isGone(ServletRequest request) {
    return ((BooleanSupplier) request.getAttribute(GONE)).getAsBoolean();
  }

  private static boolean isGone(org.apache.coyote.Request request) {
    return available(request, true) > 0 && available(request, false) == 0;
  }

  private static int available(org.apache.coyote.Request request, boolean look) {
    request.action(ActionCode.AVAILABLE, look);
    return request.getAvailable();
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Runnable breaker =
        () ->
            response
                .getCoyoteResponse()
                .action(ActionCode.CLOSE_NOW, new IOException("the call was broken off"));
    request.setAttribute(BREAKER, breaker);
    BooleanSupplier gone = () -> isGone(request.getCoyoteRequest());
    request.setAttribute(GONE, gone);
    getNext().invoke(request, response);
  }

  /// Called for every request; those that no servlet saw were refused by the server itself.
  @Override
  public void log(Request request, Response response, long time) {
    if (request.getAttribute(SEEN) == null && response.getStatus() >= FIRST_ERROR) {
      enforcement.get().unreadable(Protocol.HTTP, response.getStatus());
    }
  }

  @Override
  public void setRequestAttributesEnabled(boolean enabled) {}

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }
}
