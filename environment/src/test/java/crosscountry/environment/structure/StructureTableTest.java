package crosscountry.environment.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StructureTableTest {

  @Test
  void holdsAsManyStructuresAsPromisedAndNoMore() {
    StructureTable table = new StructureTable(PrincipleRules.PRINCIPLE);
    for (int size = 1; size <= StructureTable.MOST_STRUCTURES; size++) {
      assertThat(table.number(column(size))).isEqualTo(size);
    }

    assertThat(table.sum(StructureTable.MOST_STRUCTURES, StructureTable.MOST_STRUCTURES))
        .isEqualTo(StructureTable.MOST_STRUCTURES);
    assertThat(table.number(column(7))).isEqualTo(7);
    assertThatThrownBy(() -> table.number(column(StructureTable.MOST_STRUCTURES + 1)))
        .isInstanceOf(UnmanageableStructureException.class)
        .hasMessage(
            "the graph has more than 4095 different Jacobian structures; trace a smaller function");
  }

  private static JacobianStructure column(int size) {
    return JacobianStructure.dense(Shape.of(size, 1), Shape.of(1, 1));
  }

  @Test
  void whatWasLearntStaysWhenTheTableGrows() {
    StructureTable table = new StructureTable(PrincipleRules.PRINCIPLE);
    int in = table.number(JacobianStructure.dense(Shape.of(3, 1), Shape.of(5, 1)));
    int out = table.number(JacobianStructure.dense(Shape.of(2, 1), Shape.of(3, 1)));
    int product = table.product(in, out);
    int sum = table.sum(in, in);
    for (int size = 1; size <= 1000; size++) {
      table.number(column(size));
    }

    assertThat(table.product(in, out)).isEqualTo(product);
    assertThat(table.sum(in, in)).isEqualTo(sum);
    assertThat(table.multiplications(in, out)).isEqualTo(30);
    assertThat(table.structure(product))
        .isEqualTo(JacobianStructure.dense(Shape.of(2, 1), Shape.of(5, 1)));
  }

  @Test
  void productsThatTakeTooManyMultiplicationsForAnIntAreMany() {
    StructureTable table = new StructureTable(PrincipleRules.PRINCIPLE);
    int in = table.number(JacobianStructure.dense(Shape.of(2000, 1), Shape.of(3000, 1)));
    int out = table.number(JacobianStructure.dense(Shape.of(1000, 1), Shape.of(2000, 1)));

    assertThat(table.multiplications(in, out)).isEqualTo(StructureTable.MANY);
    assertThat(table.addExactly(5, in, out)).isEqualTo(6_000_000_005L);
  }

  @Test
  void productsThatTakeTooManyMultiplicationsForALongAreNamed() {
    StructureTable table = new StructureTable(PrincipleRules.PRINCIPLE);
    int large = table.number(JacobianStructure.dense(Shape.of(1 << 30, 1), Shape.of(1 << 30, 1)));

    assertThatThrownBy(() -> table.multiplications(large, large))
        .isInstanceOf(UnmanageableStructureException.class)
        .hasMessageContaining("takes 2^63 multiplications or more");
  }
}
