package dev.countersign.masking.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How one detector did on labelled text.
final class Score {

  private final String detector;
  private int rightHits;
  private int wrongHits;
  private int found;
  private int missed;
  private int faults;
  private final List<String> wrong = new ArrayList<>();

  Score(String detector) {
    this.detector = detector;
  }

  void count(LabelledText text, List<Holes.Hole> holes, LabelFaults faultsOfFile) {
    for (LabelledText.Label label : text.labels()) {
      if (label.detector().equals(detector)) {
        label(text, label, holes);
      }
    }
    for (Holes.Hole hole : holes) {
      if (hole.detector().equals(detector)) {
        hole(text, hole, faultsOfFile);
      }
    }
  }

  private void label(LabelledText text, LabelledText.Label label, List<Holes.Hole> holes) {
    boolean hidden =
        holes.stream().anyMatch(h -> h.start() <= label.start() && h.end() >= label.end());
    if (hidden) {
      found++;
    } else if (LabelFaults.isImpossible(detector, text.at(label.start(), label.end()))) {
      faults++;
    } else {
      missed++;
      wrong.add("missed " + detector + ": " + text.around(label.start(), label.end()));
    }
  }

  private void hole(LabelledText text, Holes.Hole hole, LabelFaults faultsOfFile) {
    boolean meant =
        text.labels().stream()
            .anyMatch(l -> l.detector().equals(detector) && l.overlaps(hole.start(), hole.end()));
    if (meant) {
      rightHits++;
    } else if (faultsOfFile.isUnlabelled(detector, text.at(hole.start(), hole.end()))) {
      faults++;
    } else {
      wrongHits++;
      wrong.add("false " + detector + ": " + text.around(hole.start(), hole.end()));
    }
  }

  /// Every miss and every false hit, with some text around it.
  List<String> wrong() {
    return wrong;
  }

  boolean hasLabels() {
    return found + missed > 0;
  }

  /// The share of hits that are right.
  double precision() {
    return rightHits + wrongHits == 0 ? 1 : (double) rightHits / (rightHits + wrongHits);
  }

  /// The share of labels that are hidden whole.
  double recall() {
    return found + missed == 0 ? 1 : (double) found / (found + missed);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-18s %9.4f %9.4f %7d %7d %7d %7d",
        detector,
        precision(),
        recall(),
        found,
        missed,
        wrongHits,
        faults);
  }

  static String heading() {
    return String.format(
        "%-18s %9s %9s %7s %7s %7s %7s",
        "detector", "precision", "recall", "found", "missed", "false", "faults");
  }
}
