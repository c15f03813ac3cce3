package dev.countersign.quickstart.functions;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How often each function was really called: the other side of what the evidence says.
final class Counter {
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

  void count(String function) {
    calls.computeIfAbsent(function, name -> new LongAdder()).increment();
  }

  Answer show() {
    var functions = new TreeMap<String, Long>();
    calls.forEach((name, count) -> functions.put(name, count.sum()));
    long total = functions.values().stream().mapToLong(Long::longValue).sum();
    return Answer.json(200, Map.of("total", total, "functions", functions));
  }
}
