package crosscountry.models.device;

import java.util.List;

/** What could be learnt of a machine's GPUs. */
public sealed interface GpuListing {

  /**
   * The driver answered.
   *
   * @param gpus that CUDA will see, perhaps none
   */
  record Listed(List<Gpu> gpus) implements GpuListing {

    /** Copies the list. */
    public Listed {
      gpus = List.copyOf(gpus);
    }
  }

  /**
   * Nothing could be learnt.
   *
   * @param reason a clause that says what is wrong and what to do
   */
  record Unknown(String reason) implements GpuListing {}
}
