package dev.countersign.quickstart.functions;

import dev.countersign.quickstart.functions.Customers.Customer;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// The payments back office: customers, refunds and a query function.
final class Payments {
  private final Customers customers = new Customers();
  private final CustomerQuery query = new CustomerQuery(customers);
  private final AtomicInteger refunds = new AtomicInteger();

  Answer customer(Request request) {
    return customers
        .find(request.name())
        .map(customer -> Answer.json(200, customer))
        .orElseGet(() -> Answer.error(404, "no such customer"));
  }

  Answer list(Request request) {
    List<Customer> page = customers.first(request.number("limit", 10, 1, 200));
    return Answer.json(200, Map.of("items", page));
  }

  Answer refund(Request request) {
    JsonNode body = request.object();
    JsonNode amount = body.path("amount");
    if (!amount.isNumber() || amount.decimalValue().compareTo(BigDecimal.ZERO) <= 0) {
      return Answer.error(400, "amount: expected a number above 0");
    }
    return customers
        .find(body.path("customer").asString(""))
        .map(customer -> Answer.json(201, receipt(customer, body)))
        .orElseGet(() -> Answer.error(404, "no such customer"));
  }

  Answer query(Request request) {
    return query.run(request.object().path("sql").asString(""));
  }

  private Map<String, Object> receipt(Customer customer, JsonNode body) {
    var receipt = new LinkedHashMap<String, Object>();
    receipt.put("refund", "r-" + refunds.incrementAndGet());
    receipt.put("customer", customer.id());
    receipt.put("amount", body.path("amount").decimalValue());
    receipt.put("reason", body.path("reason").asString(""));
    receipt.put("status", "paid");
    receipt.put("card", customer.card());
    receipt.put("notified", customer.email());
    return receipt;
  }
}
