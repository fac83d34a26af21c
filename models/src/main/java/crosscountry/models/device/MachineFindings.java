package crosscountry.models.device;

import java.util.List;

/**
 * What a learner on a GPU needs, and whether it is there.
 *
 * @param cudaBackend whether ND4J's CUDA backend is on the class path
 * @param gpus what is known of the cards
 * @param missingLibraries file names of CUDA's libraries that can't be loaded
 */
public record MachineFindings(boolean cudaBackend, GpuListing gpus, List<String> missingLibraries) {

  /** Copies the list. */
  public MachineFindings {
    missingLibraries = List.copyOf(missingLibraries);
  }
}
