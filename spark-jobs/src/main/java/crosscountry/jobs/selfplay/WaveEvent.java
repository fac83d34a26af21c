package crosscountry.jobs.selfplay;

/** What the driver learns of a wave in flight. */
public sealed interface WaveEvent {

  /** Returns the number of the wave. */
  int wave();

  /** One task's games have arrived. */
  record GamesArrived(int wave, GameBatch batch) implements WaveEvent {}

  /** All tasks of the wave have delivered. */
  record Finished(int wave) implements WaveEvent {}

  /** The wave cannot be finished. */
  record Failed(int wave, Throwable cause) implements WaveEvent {}
}
