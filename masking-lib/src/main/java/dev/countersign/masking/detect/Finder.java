package dev.countersign.masking.detect;

import java.util.List;

/// Finds one kind of sensitive text; keeps the last hit. Not thread-safe.
///
/// Each look reads every byte a bounded number of times, whatever the text.
public abstract class Finder {

  /// The hit begins here.
  protected int start;

  /// The hit ends before here.
  protected int end;

  /// What a text must have for a hit; one of these is enough. Asked once.
  public abstract List<Needs> needs();

  /// Whether members of that name are the context that some need asks for.
  public boolean isMeantBy(MemberName name) {
    return false;
  }

  /// What the [Tokens] of a text must have for a hit, one of these; none where tokens do not
  /// matter. Asked once.
  List<TokenNeed> tokenNeeds() {
    return List.of();
  }

  /// Whether [#mayBeIn] tells anything.
  public boolean looksFirst() {
    return false;
  }

  /// Whether a text of which each place is known can hold a hit at all, as quickly as that can be
  /// told; what it says must be the same whatever the digits are.
  public boolean mayBeIn(Text text) {
    return true;
  }

  /// Looks for the first hit that begins at or after `from`; bytes before `from` are context only.
  public abstract boolean find(Text text, int from);

  /// The first place from which on text behind the end could make or change a hit: what lies before
  /// is decided, but for a hit that is found over that place. The end where nothing is open.
  ///
  /// @param usual that place for hits that are words or numbers in groups ([OpenEnd])
  public int openFrom(Text text, int usual) {
    return usual;
  }

  /// Whether no hit goes on behind white space, but numbers in groups.
  public boolean endsWithWord() {
    return true;
  }

  public final int start() {
    return start;
  }

  public final int end() {
    return end;
  }

  final boolean hit(int start, int end) {
    this.start = start;
    this.end = end;
    return true;
  }
}
