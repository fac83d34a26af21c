package crosscountry.jobs.command;

import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.models.device.CudaProbe;
import crosscountry.models.device.DeviceChoice;
import crosscountry.models.device.DevicePreference;
import crosscountry.models.device.RunningDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the learner of a run runs on.
 *
 * @param running the device
 * @param workers copies of the network that learn in parallel
 */
record LearnerDevice(RunningDevice running, int workers) {

  private static final Logger LOG = LoggerFactory.getLogger(LearnerDevice.class);

  /**
   * Decides where the learner is to run, before anything is started or written.
   *
   * @throws BadInputException if the configuration asks for a GPU, or else to stop, and none can be
   *     used
   */
  static DeviceChoice chosen(TrainingConfiguration configuration) throws InterruptedException {
    DeviceChoice choice = DeviceChoice.of(configuration.device(), CudaProbe.ofThisProcess());
    if (choice instanceof DeviceChoice.Refused refused) {
      throw new BadInputException(refused.sentence());
    }
    return choice;
  }

  /**
   * Starts ND4J on the chosen device and says so in the log.
   *
   * @throws crosscountry.models.device.UnusableDeviceException if it can't be started there
   */
  static LearnerDevice start(DeviceChoice choice, TrainingConfiguration configuration) {
    RunningDevice running = RunningDevice.start(choice, configuration.device());
    LearnerDevice device =
        new LearnerDevice(
            running, running.workers(configuration.device(), configuration.learning().batchSize()));
    if (choice instanceof DeviceChoice.Cpu cpu
        && configuration.device().preference() == DevicePreference.GPU) {
      LOG.warn("the learner goes on without a GPU: {}", cpu.reason());
    }
    if (choice instanceof DeviceChoice.Gpus && !running.isOnGpus()) {
      LOG.warn("the learner goes on without a GPU: ND4J could not start its CUDA backend");
    }
    LOG.info("learns {}; {}", device.describe(), choice.describe());
    return device;
  }

  /** Returns device and workers in a few words, as the table of runs has them. */
  String describe() {
    return "by %s, %d %s"
        .formatted(running.describe(), workers, workers == 1 ? "worker" : "workers");
  }
}
