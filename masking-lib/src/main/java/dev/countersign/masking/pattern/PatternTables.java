package dev.countersign.masking.pattern;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The two deterministic automata of a pattern, as tables over bytes. Immutable.
///
/// @param matches runs on from where a match begins, and says where it may end
/// @param starts runs back from the end of a text, and says where matches begin
/// @param shortest how many bytes a match has at least
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record PatternTables(Dfa matches, Dfa starts, int shortest) {

  private static final int MAX_STATES = 1_000;
  private static final int BYTES = 256;

  /// One deterministic automaton.
  ///
  /// @param next the state after a byte, at `state * 256 + byte`; state 0 is dead, 1 the first
  /// @param accepts by state
  record Dfa(short[] next, boolean[] accepts) {}

  private record Edge(int from, int low, int high, int to) {}

  static PatternTables of(Automaton automaton) throws NoAutomatonException {
    automaton.expandSingleton();
    Map<State, Integer> numbers = new LinkedHashMap<>();
    automaton.getStates().forEach(state -> numbers.put(state, numbers.size()));
    List<Edge> edges = new ArrayList<>();
    List<Edge> reversed = new ArrayList<>();
    BitSet last = new BitSet();
    numbers.forEach((state, number) -> {
      last.set(number, state.isAccept());
      for (Transition t : state.getTransitions()) {
        int to = numbers.getOrDefault(t.getDest(), number);
        edges.add(new Edge(number, t.getMin(), t.getMax(), to));
        reversed.add(new Edge(to, t.getMin(), t.getMax(), number));
      }
    });
    BitSet first = new BitSet();
    first.set(numbers.getOrDefault(automaton.getInitialState(), 0));
    Dfa matches = deterministic(edges, numbers.size(), first, last, null);
    Dfa starts = deterministic(reversed, numbers.size(), last, first, last);
    return new PatternTables(matches, starts, shortest(matches));
  }

  /// @param always what every state begins again with, or null
  private static Dfa deterministic(
      List<Edge> edges, int size, BitSet first, BitSet last, @Nullable BitSet always)
      throws NoAutomatonException {
    List<List<Edge>> out = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      out.add(new ArrayList<>());
    }
    edges.forEach(edge -> out.get(edge.from).add(edge));
    Map<BitSet, Integer> numbers = new LinkedHashMap<>();
    List<BitSet> states = new ArrayList<>(List.of(new BitSet(), first));
    numbers.put(new BitSet(), 0);
    numbers.put(first, 1);
    List<short[]> rows = new ArrayList<>(List.of(new short[BYTES]));
    for (int i = 1; i < states.size(); i++) {
      short[] row = new short[BYTES];
      BitSet[] next = next(states.get(i), out, always);
      for (int b = 0; b < BYTES; b++) {
        if (b > 0 && next[b].equals(next[b - 1])) {
          row[b] = row[b - 1];
          continue;
        }
        int number = numbers.computeIfAbsent(next[b], _ -> numbers.size());
        if (number == states.size()) {
          states.add(next[b]);
        }
        row[b] = (short) number;
      }
      rows.add(row);
      if (states.size() > MAX_STATES) {
        throw new NoAutomatonException("too many states");
      }
    }
    return tables(states, rows, last);
  }

  private static BitSet[] next(BitSet state, List<List<Edge>> out, @Nullable BitSet always) {
    BitSet[] next = new BitSet[BYTES];
    for (int b = 0; b < BYTES; b++) {
      next[b] = always == null ? new BitSet() : (BitSet) always.clone();
    }
    state.stream()
        .forEach(from -> {
          for (Edge edge : out.get(from)) {
            for (int b = edge.low; b <= edge.high; b++) {
              next[b].set(edge.to);
            }
          }
        });
    return next;
  }

  private static Dfa tables(List<BitSet> states, List<short[]> rows, BitSet last) {
    short[] next = new short[states.size() * BYTES];
    boolean[] accepts = new boolean[states.size()];
    for (int i = 0; i < states.size(); i++) {
      System.arraycopy(rows.get(i), 0, next, i * BYTES, BYTES);
      accepts[i] = states.get(i).intersects(last);
    }
    return new Dfa(next, accepts);
  }

  private static int shortest(Dfa dfa) {
    BitSet seen = new BitSet();
    BitSet level = new BitSet();
    level.set(1);
    for (int length = 0; !level.isEmpty(); length++) {
      if (level.stream().anyMatch(state -> dfa.accepts[state])) {
        return length;
      }
      seen.or(level);
      BitSet following = new BitSet();
      level.stream()
          .forEach(state -> {
            for (int b = 0; b < BYTES; b++) {
              following.set(dfa.next[state * BYTES + b]);
            }
          });
      following.clear(0);
      following.andNot(seen);
      level = following;
    }
    return 1;
  }
}
