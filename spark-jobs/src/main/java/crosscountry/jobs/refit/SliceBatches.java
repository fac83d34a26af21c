package crosscountry.jobs.refit;

import crosscountry.datasets.tables.FileKey;
import crosscountry.models.learning.ExamplePacker;
import crosscountry.models.learning.StoredGames;
import crosscountry.models.network.ReplicaStep;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Reads the games of a slice and draws its batches from them, one when it is asked for: a batch is
 * learnt from where it was made, and none crosses the wire.
 */
final class SliceBatches implements FlatMapFunction<Iterator<Slice>, MultiDataSet> {

  private static final long serialVersionUID = 1L;

  private final Broadcast<GameLibrary> library;
  private final Broadcast<CheapestGames> cheapest;
  private final BatchSettings settings;

  SliceBatches(
      Broadcast<GameLibrary> library, Broadcast<CheapestGames> cheapest, BatchSettings settings) {
    this.library = library;
    this.cheapest = cheapest;
    this.settings = settings;
  }

  @Override
  public Iterator<MultiDataSet> call(Iterator<Slice> slices) {
    Slice slice = slices.next();
    GameLibrary games = library.value();
    StoredGames stored =
        new StoredGames(
            cheapest.value().in(games), settings.bestShare(), settings.blueprint().architecture());
    for (String key : slice.keys()) {
      games.read(
          new FileKey(key),
          (graph, game) -> stored.add(games.game(graph), game),
          damage -> {
            // The survey has told of it.
          });
    }
    SplittableRandom random = new SplittableRandom(slice.seed());
    ExamplePacker packer = new ExamplePacker(settings.blueprint(), settings.losses());
    return Stream.generate(
            () -> ReplicaStep.pack(packer.pack(stored.draw(settings.batchSize(), random))))
        .limit(settings.batches())
        .iterator();
  }
}
