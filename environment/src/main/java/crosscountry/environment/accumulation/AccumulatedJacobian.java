package crosscountry.environment.accumulation;

import java.util.List;

/**
 * What an accumulation gave.
 *
 * @param <E> what the edges carry
 * @param entries the Jacobian, [outputs][inputs]
 * @param multiplications how many products of partials it took
 */
public record AccumulatedJacobian<E>(List<List<E>> entries, long multiplications) {}
