package dev.countersign.quickstart.issuer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everybody the issuer knows: people, and clients that act by themselves or for a person.
public final class Directory {
  /// What tokens for Countersign name as their audience.
  public static final String AUDIENCE = "countersign";

  /// The scope that people and agents ask for.
  public static final String CALL_SCOPE = "countersign";

  /// The scope by which a gateway consumes approvals.
  public static final String CONSUME_SCOPE = "countersign.consume";

  /// The public client through which people sign in at the command line.
  public static final String COMMAND_CLIENT = "countersign-cli";

  /// Nothing listens there: the command reads the code from the redirect itself.
  public static final String COMMAND_REDIRECT = "http://127.0.0.1/countersign-cli";

  /// Somebody who signs in.
  public record Person(String id, List<String> groups) {}

  /// Something that proves itself with a client secret.
  public record Client(
      String id, String kind, String audience, String scope, List<String> groups) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("alice", List.of("support")),
          new Person("bob", List.of("support")),
          // Leads payments and helps out in support: may ask, may decide, never both at once.
          new Person("mara", List.of("support", "payments-leads")),
          new Person("lena", List.of("payments-leads")),
          new Person("luis", List.of("payments-leads")),
          new Person("ann", List.of("auditors")),
          new Person("kim", List.of("evidence-keepers")),
          new Person("eve", List.of()));

  private static final List<Client> CLIENTS =
      List.of(
          new Client("support-agent", "agent", AUDIENCE, CALL_SCOPE, List.of("agents")),
          new Client("airline-agent", "agent", AUDIENCE, CALL_SCOPE, List.of("agents")),
          new Client("retail-agent", "agent", AUDIENCE, CALL_SCOPE, List.of("agents")),
          new Client("ci-job", "service", AUDIENCE, CALL_SCOPE, List.of("ci")),
          new Client("countersign-gateway", "service", AUDIENCE, CONSUME_SCOPE, List.of()),
          // A neighbour: same issuer, same groups, tokens for another audience.
          new Client(
              "newsletter-app",
              "service",
              "newsletter",
              "newsletter",
              List.of("support", "agents")));

  private Directory() {}

  public static List<Person> people() {
    return PEOPLE;
  }

  public static List<Client> clients() {
    return CLIENTS;
  }

  public static Optional<Person> person(String id) {
    return PEOPLE.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  public static Optional<Client> client(String id) {
    return CLIENTS.stream().filter(client -> client.id().equals(id)).findFirst();
  }

  /// Every name a token can be had for.
  public static List<String> names() {
    return Stream.concat(PEOPLE.stream().map(Person::id), CLIENTS.stream().map(Client::id))
        .toList();
  }

  /// The groups of a person or client; none for a stranger.
  static List<String> groupsOf(String id) {
    return person(id)
        .map(Person::groups)
        .or(() -> client(id).map(Client::groups))
        .orElse(List.of());
  }

  /// `person`, `agent` or `service`.
  static String kindOf(String id) {
    return client(id).map(Client::kind).orElse("person");
  }

  /// The name of the secret that is a person's password or a client's secret.
  public static String secretOf(String id) {
    return "login-" + id;
  }
}
