package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.ArgumentsRefused;
import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.access.Credentials;
import dev.countersign.gateway.access.JsonDocument;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.FunctionMatch;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.enforcement.Aim;
import dev.countersign.gateway.enforcement.Decoded;
import dev.countersign.gateway.enforcement.InboundCall;
import dev.countersign.gateway.enforcement.Target;
import dev.countersign.gateway.enforcement.Wishes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An HTTP request as a call: method and path name the function; path variables, query parameters
/// and the members of a JSON body are its arguments.
///
/// The request that goes on is written from what was decoded here; not one byte of the original is
/// passed through.
final class HttpInboundCall implements InboundCall {
  private final HttpServletRequest request;
  private final RequestSurroundings surroundings;

  HttpInboundCall(HttpServletRequest request, RequestSurroundings surroundings) {
    this.request = request;
    this.surroundings = surroundings;
  }

  @Override
  public Protocol protocol() {
    return Protocol.HTTP;
  }

  @Override
  public Credentials credentials() {
    return new HttpCredentials(request);
  }

  @Override
  public Wishes wishes() {
    return RequestWishes.of(request);
  }

  @Override
  public Surroundings surroundings() {
    return surroundings.of(request);
  }

  @Override
  public Aim aim(GatewayConfig config) {
    return switch (RequestTarget.parse(request.getRequestURI())) {
      case RequestTarget.Odd odd -> new Aim.Malformed(odd.problem());
      case RequestTarget.Good(RequestTarget target) ->
          config
              .connection(target.connection())
              .map(connection -> function(connection, target.path()))
              .orElseGet(() -> new Aim.NotFound(Optional.empty()));
    };
  }

  private Aim function(Connection connection, String path) {
    Optional<FunctionMatch> match = connection.functions().match(request.getMethod(), path);
    return match.isPresent()
        ? new Aim.Found(new Target(connection, match.get()))
        : new Aim.NotFound(Optional.of(connection.name()));
  }

  @Override
  public boolean isCallerGone() {
    return HttpEdge.isGone(request);
  }

  @Override
  public Decoded decode(Target target) {
    long limit = target.connection().limits().requestBody().toBytes();
    return switch (RequestBody.read(request, limit)) {
      case RequestBody.Refused(Problem problem) -> new Decoded.Refused(problem);
      case RequestBody.Whole(byte[] bytes) -> decode(target, bytes, limit);
    };
  }

  private Decoded decode(Target target, byte[] bytes, long limit) {
    try {
      JsonLimits limits = JsonLimits.DEFAULT.withMaxBytes(Math.toIntExact(limit));
      JsonDocument body = bytes.length == 0 ? null : JsonDocument.parse(bytes, limits);
      QueryParameters query = QueryParameters.parse(request.getQueryString());
      return understood(target, query, body);
    } catch (ArgumentsRefused e) {
      return new Decoded.Refused(problem(e));
    }
  }

  private Decoded understood(Target target, QueryParameters query, @Nullable JsonDocument body) {
    FunctionMatch match = target.match();
    ConnectionFunction function = match.function();
    Operation operation =
        new Operation(
            target.connection().name(),
            function.name(),
            Protocol.HTTP,
            function.operation(),
            Arguments.merge(match.variables(), query.entries(), body));
    StringBuilder address = new StringBuilder(function.path().expand(match.variables()));
    query.appendTo(address);
    return new Decoded.Understood(
        operation,
        new CanonicalRequest(
            function.method(),
            address.toString(),
            ForwardedHeaders.of(request),
            body == null ? null : body.canonicalBytes()));
  }

  private static Problem problem(ArgumentsRefused e) {
    ProblemType type =
        switch (e.fault()) {
          case MALFORMED -> ProblemType.MALFORMED_REQUEST;
          case INVALID_ENCODING -> ProblemType.INVALID_ENCODING;
          case DUPLICATE -> ProblemType.DUPLICATE_ARGUMENT;
          case AMBIGUOUS -> ProblemType.AMBIGUOUS_ARGUMENT;
          case TOO_LARGE -> ProblemType.TOO_LARGE;
        };
    String message = e.getMessage();
    return new Problem(type, message == null ? type.wireName() : message);
  }
}
