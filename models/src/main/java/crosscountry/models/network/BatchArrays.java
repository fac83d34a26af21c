package crosscountry.models.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch in the memory of ND4J, in the order of the graph's inputs and outputs. Closing it frees
 * that memory at once instead of when the garbage collector finds it.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record BatchArrays(INDArray[] inputs, INDArray[] labels, INDArray[] masks)
    implements AutoCloseable {

  static BatchArrays of(TrainingBatch batch) {
    PositionBatch positions = batch.positions();
    long rows = positions.positions();
    long slots = positions.slots();
    return new BatchArrays(
        inputs(positions, batch.scale()),
        new INDArray[] {
          array(batch.policy(), rows, slots),
          array(batch.excess(), rows, slots),
          array(batch.value(), rows, 1)
        },
        new INDArray[] {
          array(batch.policyWeight(), rows, 1),
          array(batch.excessWeight(), rows, slots),
          array(batch.valueWeight(), rows, 1)
        });
  }

  static BatchArrays of(PositionBatch positions) {
    // Judging doesn't need the value's scale, but the graph wants every input: any array of its
    // shape.
    return new BatchArrays(inputs(positions, positions.live()), new INDArray[0], new INDArray[0]);
  }

  @Override
  public void close() {
    for (INDArray[] arrays : new INDArray[][] {inputs, labels, masks}) {
      for (INDArray array : arrays) {
        array.close();
      }
    }
  }

  private static INDArray[] inputs(PositionBatch positions, float[] scale) {
    long rows = positions.positions();
    long slots = positions.slots();
    return new INDArray[] {
      array(positions.rows(), positions.slotOfRow().length, positions.features()),
      Nd4j.createFromArray(positions.slotOfRow()),
      array(positions.share(), rows, slots),
      array(positions.live(), rows, slots),
      array(positions.bias(), rows, slots),
      array(scale, rows, slots)
    };
  }

  private static INDArray array(float[] values, long rows, long columns) {
    return Nd4j.create(values, new long[] {rows, columns}, 'c');
  }
}
