package dev.countersign.masking.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the identifiers of one state in their layouts, if their check digits fit; layouts that say
/// too little by themselves, and small letters, only where the member or the words before speak of
/// the identifier.
///
/// All finders of identifiers share the tokens of the text; they look at those alone that begin,
/// with what follows, as one of their layouts does.
public final class NationalIdFinder extends Finder {

  private static final int MAX_LENGTH = 24;
  private static final int CONTEXT = 40;
  private static final ContextWords WORDS = ContextWords.ALL;

  private final NationalId id;
  private final int topic;
  private final byte[] read = new byte[MAX_LENGTH];

  public NationalIdFinder(NationalId id) {
    this.id = id;
    this.topic = id.topic().bit();
  }

  @Override
  public List<Needs> needs() {
    List<Needs> needs = new ArrayList<>();
    least(true).ifPresent(needs::add);
    least(false)
        .ifPresent(least -> {
          needs.add(least.marks(least.marks() | Shape.WORD));
          needs.add(least.inContext());
        });
    return needs;
  }

  private Optional<Needs> least(boolean alone) {
    return id.layouts().stream()
        .filter(layout -> layout.standsAlone() == alone)
        .map(Layout::needs)
        .reduce(Needs::or);
  }

  @Override
  List<TokenNeed> tokenNeeds() {
    return id.layouts().stream().map(Layout::tokens).toList();
  }

  @Override
  public boolean isMeantBy(MemberName name) {
    return (name.topics() & topic) != 0;
  }

  @Override
  public boolean find(Text text, int from) {
    Tokens tokens = text.tokens();
    for (int token = tokens.at(from); token < tokens.count(); token++) {
      Layout[] some = id.layoutsOf(tokens.kind(token));
      int idEnd =
          some.length == 0 ? -1 : idEnd(text, some, tokens.start(token), tokens.next(token));
      if (idEnd > 0) {
        return hit(tokens.start(token), idEnd);
      }
    }
    return false;
  }

  private int idEnd(Text text, Layout[] some, int start, int next) {
    for (Layout layout : some) {
      int idEnd = start + layout.length();
      boolean may = layout.mayGoOn(next) && layout.mayFit(text, start);
      if (may && !hangsOnSomething(text, start) && !somethingHangsOn(text, idEnd)) {
        int length = layout.read(text, start, read);
        if (length > 0 && id.passes(read, length) && isMeant(text, start, idEnd, layout)) {
          return idEnd;
        }
      }
    }
    return -1;
  }

  private static boolean hangsOnSomething(Text text, int i) {
    int before = text.at(i - 1);
    return before == '$'
        || before == '#'
        || text.starsBefore(i)
        || (isJoint(before) && text.alphanumericAt(i - 2));
  }

  private static boolean somethingHangsOn(Text text, int end) {
    return text.alphanumericAt(end) || (isJoint(text.at(end)) && text.alphanumericAt(end + 1));
  }

  private static boolean isJoint(int b) {
    return b == '-' || b == '.' || b == '/' || b == '_' || b == '+';
  }

  private boolean isMeant(Text text, int start, int end, Layout layout) {
    boolean alone = layout.standsAlone() && !hasSmallLetter(text, start, end);
    return (alone && !WORDS.saysOther(text, start, topic))
        || isMeantBy(text.member())
        || (WORDS.maySayBefore(text, start, CONTEXT, topic)
            && (WORDS.before(text, start, CONTEXT) & topic) != 0);
  }

  private static boolean hasSmallLetter(Text text, int from, int to) {
    int i = from;
    while (i < to && !(text.at(i) >= 'a' && text.at(i) <= 'z')) {
      i++;
    }
    return i < to;
  }
}
