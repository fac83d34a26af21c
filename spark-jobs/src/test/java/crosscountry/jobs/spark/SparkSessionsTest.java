package crosscountry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

final class SparkSessionsTest {

  /** The driver's jars go to executors, CUDA's among them if the build has them. */
  @Test
  void executorsAreToldToComputeOnTheProcessor() {
    try (SparkSession spark = SparkSessions.forTraining("test")) {
      SparkConf conf = spark.sparkContext().getConf();
      assertThat(conf.getInt("spark.executorEnv.BACKEND_PRIORITY_CPU", 0))
          .isGreaterThan(conf.getInt("spark.executorEnv.BACKEND_PRIORITY_GPU", 100));
    }
  }

  @Test
  void aClusterThatCannotBeUsedIsNamed() {
    System.setProperty("spark.master", "spark://nowhere");
    try {
      assertThatThrownBy(() -> SparkSessions.forTraining("test"))
          .isInstanceOf(UnusableClusterException.class)
          .hasMessageStartingWith("the cluster at spark://nowhere cannot be used; check");
    } finally {
      System.clearProperty("spark.master");
    }
  }
}
