package crosscountry.optimality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Tells the program where both degrees of a vertex exceed their cuts, so that the product exceeds
 * the linear bound: if they do by e and f, by e f.
 *
 * <p>A logic-based Benders cut (Hooker and Ottosson 2003): it names the precedences that force both
 * degrees, as few as dropping one after the other leaves.
 */
final class SurplusCuts {

  private final Cones cones;

  SurplusCuts(Cones cones) {
    this.cones = cones;
  }

  /** Returns all cuts that an order of the kernel's vertices gives rise to. */
  List<Cut> of(int[] order) {
    List<Cut> cuts = new ArrayList<>();
    int[] position = new int[IntStream.of(order).max().orElse(0) + 1];
    for (int step = 0; step < order.length; step++) {
      position[order[step]] = step;
    }
    for (Cones.Both sides : cones.all()) {
      int excessIn = Decided.at(sides.in(), position).degree() - sides.leastIn();
      int excessOut = Decided.at(sides.out(), position).degree() - sides.leastOut();
      if (excessIn > 0 && excessOut > 0) {
        for (int byIn : levels(excessIn)) {
          for (int byOut : levels(excessOut)) {
            List<Precedence> reasons = new ArrayList<>();
            reasons.addAll(Decided.at(sides.in(), position).reasonsFor(sides.leastIn() + byIn));
            reasons.addAll(Decided.at(sides.out(), position).reasonsFor(sides.leastOut() + byOut));
            cuts.add(new Cut.Surplus(sides.apex(), byIn * byOut, List.copyOf(reasons)));
          }
        }
      }
    }
    return cuts;
  }

  private static int[] levels(int excess) {
    return excess == 1 ? new int[] {1} : new int[] {1, excess};
  }

  /** A cone of which an order decides what is live and what is eliminated at the apex's turn. */
  private record Decided(Cone cone, BitSet live, BitSet eliminated) {

    static Decided at(Cone cone, int[] position) {
      BitSet live = new BitSet();
      BitSet eliminated = new BitSet();
      for (int member : cone.liveMembers()) {
        (position[member] < position[cone.apex()] ? eliminated : live).set(member);
      }
      return new Decided(cone, live, eliminated);
    }

    int degree() {
      return cone.leastDegree(live, eliminated);
    }

    /** Returns precedences, none of which can be spared, that force a degree. */
    List<Precedence> reasonsFor(int wanted) {
      Comparator<Integer> farthestFirst =
          Comparator.comparingInt((Integer member) -> -Math.abs(member - cone.apex()))
              .thenComparingInt(member -> member);
      Set<Integer> candidates = new TreeSet<>(farthestFirst);
      IntStream.of(cone.liveMembers()).forEach(candidates::add);
      List<Precedence> reasons = new ArrayList<>();
      for (int member : candidates) {
        boolean survives = live.get(member);
        BitSet decided = survives ? live : eliminated;
        decided.clear(member);
        if (degree() < wanted) {
          decided.set(member);
          Precedence survival = new Precedence(cone.apex(), member);
          reasons.add(survives ? survival : survival.reversed());
        }
      }
      return reasons;
    }
  }
}
