package crosscountry.models.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries that no probe of a whole card has. */
class VisibleGpusTest {

  @Test
  void partsOfCardsAreToldOf() {
    Gpu card = new Gpu(0, "GPU-aa11", "NVIDIA A100", ComputeCapability.parse("8.0"), 40_960);
    GpuListing listing =
        VisibleGpus.of(List.of(card), Map.of("CUDA_VISIBLE_DEVICES", "MIG-5f00/1/0"));
    assertThat(listing).isInstanceOf(GpuListing.Unknown.class);
    assertThat(((GpuListing.Unknown) listing).reason())
        .contains("CUDA_VISIBLE_DEVICES=MIG-5f00/1/0", "part of a card", "name whole cards");
  }
}
