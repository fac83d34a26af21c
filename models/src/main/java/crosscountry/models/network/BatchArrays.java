package crosscountry.models.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
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

  /** Returns the same arrays as DL4J hands them to other threads. */
  MultiDataSet toDataSet() {
    return new org.nd4j.linalg.dataset.MultiDataSet(inputs, labels, null, masks);
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
    return GraphConfiguration.inputsOf(positions.blueprint().architecture()).stream()
        .map(
            name ->
                switch (name) {
                  case GraphConfiguration.ROWS ->
                      array(positions.rows(), positions.slotOfRow().length, positions.features());
                  case GraphConfiguration.SLOTS -> Nd4j.createFromArray(positions.slotOfRow());
                  case GraphConfiguration.SHARE -> array(positions.share(), rows, slots);
                  case GraphConfiguration.LIVE -> array(positions.live(), rows, slots);
                  case GraphConfiguration.BIAS -> array(positions.bias(), rows, slots);
                  case GraphConfiguration.SCALE -> array(scale, rows, slots);
                  case GraphConfiguration.PREDECESSORS ->
                      Nd4j.createFromArray(positions.predecessors());
                  case GraphConfiguration.SUCCESSORS ->
                      Nd4j.createFromArray(positions.successors());
                  default -> throw new IllegalStateException("Nothing is known of input " + name);
                })
        .toArray(INDArray[]::new);
  }

  private static INDArray array(float[] values, long rows, long columns) {
    return Nd4j.create(values, new long[] {rows, columns}, 'c');
  }
}
