package crosscountry.environment.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrincipleRulesTest {

  private static final Shape MATRIX = Shape.of(2, 3);
  private static final Shape ROW = Shape.of(1, 3);
  private static final Shape LONGER = Shape.of(2, 5);

  /** Broadcasting along the first axis, then padding along the second. */
  private static final JacobianStructure REPEATED_AND_PADDED =
      new JacobianStructure.Builder(LONGER, ROW, Content.MOVEMENT).vary(1).varyTail(1).build();

  @Test
  void aSumOverCopiesIsNoCopyEvenIfElementsMove() {
    JacobianStructure slicedAndSummed =
        new JacobianStructure.Builder(ROW, LONGER, Content.MOVEMENT).vary(1).varyTail(1).build();

    assertThat(PrincipleRules.EXACT.product(REPEATED_AND_PADDED, slicedAndSummed).content())
        .isEqualTo(Content.VALUES);
  }

  @Test
  void whatIsLeftOfCopiesMayBeSummedLater() {
    JacobianStructure repeated =
        new JacobianStructure.Builder(MATRIX, ROW, Content.UNIT).tie(1, 1).build();
    JacobianStructure summed =
        new JacobianStructure.Builder(ROW, MATRIX, Content.UNIT).tie(1, 1).build();
    JacobianStructure mask =
        new JacobianStructure.Builder(MATRIX, MATRIX, Content.MOVEMENT)
            .tie(0, 0)
            .tie(1, 1)
            .vary(0)
            .vary(1)
            .build();

    assertThat(PrincipleRules.EXACT.product(repeated, mask).content()).isEqualTo(Content.VALUES);
    assertThat(PrincipleRules.EXACT.product(mask, summed).content()).isEqualTo(Content.VALUES);
  }

  @Test
  void movingTwiceIsMoving() {
    JacobianStructure padding =
        new JacobianStructure.Builder(LONGER, MATRIX, Content.MOVEMENT)
            .tie(0, 0)
            .vary(1)
            .varyTail(1)
            .build();
    JacobianStructure slicing =
        new JacobianStructure.Builder(MATRIX, LONGER, Content.MOVEMENT)
            .tie(0, 0)
            .vary(1)
            .varyTail(1)
            .build();

    assertThat(PrincipleRules.EXACT.product(padding, slicing).content())
        .isEqualTo(Content.MOVEMENT);
    assertThat(PrincipleRules.EXACT.product(REPEATED_AND_PADDED, slicing).content())
        .isEqualTo(Content.MOVEMENT);
  }

  @Test
  void aConversionChangesNothingButTheRecordedShape() {
    Shape recorded = Shape.of(4, 1);
    Shape own = Shape.of(2, 1);
    JacobianStructure conversion = JacobianStructure.identity(own, Content.COPY);
    JacobianStructure concatenation = JacobianStructure.movement(Shape.of(6, 1), recorded);

    assertThat(PrincipleRules.PRINCIPLE.product(conversion, concatenation))
        .isEqualTo(JacobianStructure.movement(Shape.of(6, 1), own));
  }
}
