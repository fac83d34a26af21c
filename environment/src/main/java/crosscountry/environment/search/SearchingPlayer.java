package crosscountry.environment.search;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.util.SplittableRandom;

/** Chooses each move by Gumbel search. Confined to one thread. */
public final class SearchingPlayer implements Player {

  private final VertexGame game;
  private final GumbelSearch search;

  /** Creates a player of a game. */
  public SearchingPlayer(VertexGame game, PolicyValueFunction function, SearchSettings settings) {
    this.game = game;
    this.search = new GumbelSearch(game, function, settings);
  }

  @Override
  public Trajectory play(SplittableRandom random) {
    GameRecord record = new GameRecord(game);
    EliminationState state = game.opening().left();
    long evaluationsBefore = search.evaluations();
    search.forget();
    while (!state.isBipartite()) {
      SearchResult choice = search.search(state, random);
      record.add(choice, state.eliminate(choice.vertex()));
    }
    return record.finish(search.evaluations() - evaluationsBefore);
  }
}
