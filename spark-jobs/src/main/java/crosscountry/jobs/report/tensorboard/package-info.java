/**
 * The metrics of a run as an event file of TensorBoard. The second package outside of {@code
 * models} that knows ND4J, for the sake of what lies in its jars anyway: TensorFlow's messages and
 * the protocol buffers that they are made of, renamed so that they do not meet the ones of Spark.
 */
package crosscountry.jobs.report.tensorboard;
