package crosscountry.jobs.search;

/** What a search and whoever waits for it tell each other. Confined to the thread that searches. */
public interface TaskSupervision {

  /**
   * Takes note of an order that beats all before it in this search.
   *
   * @param multiplications what it takes
   */
  void improved(long multiplications);

  /**
   * Tells whether the search is to end and give back what it has. Cheap enough to be asked many
   * times a second.
   */
  boolean isRecalled();
}
