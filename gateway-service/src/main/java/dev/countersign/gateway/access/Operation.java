package dev.countersign.gateway.access;

/// One thing a caller asks for: a function of a connection, with its arguments.
///
/// Everything the policy judges stands here, and what is forwarded is made from here only.
///
/// @param connection the connection's name
/// @param function the function's name within the connection
/// @param name the operation in its protocol's own words, for example `POST /refunds`
public record Operation(
    String connection, String function, Protocol protocol, String name, Arguments arguments) {
  public Operation {
    Names.identifier("connection", connection);
    Names.identifier("function", function);
    Names.identifier("operation", name);
  }
}
