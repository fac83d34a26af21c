package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.structure.Content;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.Shape;
import org.junit.jupiter.api.Test;

class StructuredJacobianTest {

  private static final Shape PAIR = Shape.of(2, 1);

  private static DenseJacobian dense(double[][] rows) {
    DenseJacobian dense = new DenseJacobian(rows.length, rows[0].length);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        dense.add(row, column, rows[row][column]);
      }
    }
    return dense;
  }

  private static JacobianStructure.Builder diagonal(Content content) {
    return new JacobianStructure.Builder(PAIR, PAIR, content).tie(0, 0);
  }

  @Test
  void aDiagonalIsZeroBesideTheDiagonal() {
    StructuredJacobian jacobian =
        StructuredJacobian.of(
            diagonal(Content.VALUES).vary(0).build(), dense(new double[][] {{2, 0}, {0, 3}}));

    assertThat(jacobian.dense().at(1, 1)).isEqualTo(3);
    assertThat(jacobian.dense().at(1, 0)).isZero();
  }

  @Test
  void aStructureThatIsTooNarrowIsNoticed() {
    double[][] different = {{2, 0}, {0, 3}};
    double[][] full = {{2, 1}, {0, 2}};

    assertThatThrownBy(
            () -> StructuredJacobian.of(diagonal(Content.VALUES).build(), dense(different)))
        .isInstanceOf(StructureMismatchException.class)
        .hasMessage(
            "entry (1, 1) is 3.0, which the structure [2,1]/[2,1] h0=t0 h1 t1 VALUES does not"
                + " allow");
    assertThatThrownBy(() -> StructuredJacobian.of(diagonal(Content.VALUES).build(), dense(full)))
        .isInstanceOf(StructureMismatchException.class);
  }

  @Test
  void aFactorThatIsNotFreeIsNoticed() {
    assertThatThrownBy(
            () ->
                StructuredJacobian.of(
                    diagonal(Content.UNIT).build(), dense(new double[][] {{2, 0}, {0, 2}})))
        .isInstanceOf(StructureMismatchException.class)
        .hasMessageStartingWith("2.0 is no free factor");
  }

  /** A sum of equal terms takes one multiplication, of two diagonals two. */
  @Test
  void onlyWhatVariesIsMultiplied() {
    StructuredJacobian diagonal =
        StructuredJacobian.of(
            diagonal(Content.VALUES).vary(0).build(), dense(new double[][] {{2, 0}, {0, 3}}));
    StructuredJacobian sum =
        StructuredJacobian.of(
            new JacobianStructure.Builder(Shape.of(1, 1), PAIR, Content.VALUES).build(),
            dense(new double[][] {{5, 5}}));
    StructuredJacobian spread =
        StructuredJacobian.of(
            new JacobianStructure.Builder(PAIR, Shape.of(1, 1), Content.VALUES).build(),
            dense(new double[][] {{7}, {7}}));

    StructuredJacobian.Product squares = diagonal.times(diagonal);
    assertThat(squares.multiplications()).isEqualTo(2);
    assertThat(squares.jacobian().dense().at(1, 1)).isEqualTo(9);
    StructuredJacobian.Product repeated = sum.times(spread);
    assertThat(repeated.multiplications()).isEqualTo(1);
    assertThat(repeated.jacobian().dense().at(0, 0)).isEqualTo(70);
  }
}
