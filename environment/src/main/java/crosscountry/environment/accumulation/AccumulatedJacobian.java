package crosscountry.environment.accumulation;

/**
 * What an accumulation gave.
 *
 * @param entries the Jacobian, [outputs][inputs]
 * @param multiplications how many products of partials it took
 */
// Handed from the accumulation to the comparison next door; nobody keeps or changes it.
@SuppressWarnings("ArrayRecordComponent")
record AccumulatedJacobian(double[][] entries, long multiplications) {}
