package crosscountry.models.network;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which row of a batch fills which slot. Rows exist for live vertices alone, R of them, so that
 * dense layers don't compute padding; where a position must be seen as a whole, its rows are copied
 * to the N slots of its row of a table [B, N], and what is computed there is copied back.
 */
final class SlotIndex {

  private final int[] slotOfRow;
  private final int slots;

  /**
   * Creates the index.
   *
   * @param slotOfRow slot of each row, position * N + place, [R]
   * @param slots number of slots of a position, N
   */
  SlotIndex(INDArray slotOfRow, long slots) {
    this.slotOfRow = slotOfRow.toIntVector();
    this.slots = Math.toIntExact(slots);
  }

  /** Returns the number of rows. */
  int rows() {
    return slotOfRow.length;
  }

  /**
   * Copies rows [R, K] to slots [B*N, K]. Padding receives the first row: something finite, for the
   * masks to remove.
   */
  void toSlots(INDArray rows, INDArray slotted) {
    int[] rowOfSlot = new int[Math.toIntExact(slotted.size(0))];
    for (int row = 0; row < slotOfRow.length; row++) {
      rowOfSlot[slotOfRow[row]] = row;
    }
    Nd4j.pullRows(rows, slotted, 1, rowOfSlot);
  }

  /** Copies slots [B*N, K] to rows [R, K], leaving out padding. */
  void toRows(INDArray slotted, INDArray rows) {
    Nd4j.pullRows(slotted, rows, 1, slotOfRow);
  }

  /** Copies what positions have, [B, K], to each of their rows, [R, K]. */
  void spread(INDArray perPosition, INDArray rows) {
    int[] positionOfRow = Arrays.stream(slotOfRow).map(slot -> slot / slots).toArray();
    Nd4j.pullRows(perPosition, rows, 1, positionOfRow);
  }
}
