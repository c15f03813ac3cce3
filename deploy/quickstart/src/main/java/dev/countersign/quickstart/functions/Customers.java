package dev.countersign.quickstart.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Invented customers with everything that must not leave unmasked. The same at every start.
final class Customers {
  /// One customer, with valid check digits but of no real person.
  record Customer(
      String id, String name, String email, String phone, String card, String ssn, int balance) {}

  private static final int COUNT = 200;
  private static final List<String> FIRST =
      List.of("Grace", "Omar", "Ines", "Tomas", "Yuki", "Nadia", "Piet", "Sofia", "Kwame", "Mei");
  private static final List<String> LAST =
      List.of("Okafor", "Lindqvist", "Haddad", "Moreau", "Tanaka", "Novak", "Silva", "Byrne");

  private final List<Customer> all;

  Customers() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261120);
    this.all = IntStream.rangeClosed(1, COUNT).mapToObj(i -> invent(i, random)).toList();
  }

  Optional<Customer> find(String id) {
    return all.stream().filter(customer -> customer.id().equals(id)).findFirst();
  }

  List<Customer> first(int limit) {
    return all.subList(0, Math.min(limit, all.size()));
  }

  List<Customer> all() {
    return all;
  }

  private static Customer invent(int number, RandomGenerator random) {
    String first = FIRST.get((number - 1) % FIRST.size());
    String last = LAST.get((number * 3) % LAST.size());
    String email = (first + "." + last + number + "@example.com").toLowerCase(Locale.ROOT);
    return new Customer(
        "c-" + (1000 + number),
        first + " " + last,
        email,
        "+1-202-555-" + (1000 + random.nextInt(9000)),
        card(random),
        (100 + random.nextInt(500))
            + "-"
            + (10 + random.nextInt(90))
            + "-"
            + (1000 + random.nextInt(9000)),
        random.nextInt(10_000));
  }

  /// Sixteen digits whose last one is the Luhn check digit.
  private static String card(RandomGenerator random) {
    var digits = new ArrayList<Integer>(List.of(4));
    random.ints(14, 0, 10).forEach(digits::add);
    int sum = 0;
    for (int i = 0; i < digits.size(); i++) {
      int digit = digits.get(i) * (i % 2 == 0 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    digits.add((10 - sum % 10) % 10);
    var text = new StringBuilder();
    digits.forEach(text::append);
    return text.toString();
  }
}
