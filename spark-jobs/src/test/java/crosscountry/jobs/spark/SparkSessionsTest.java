package crosscountry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"spark://nowhere", "spark://127.0.0.1:%1$d,localhost:%1$d"})
  void aClusterThatCannotBeUsedIsNamed(String url) throws IOException {
    String master = url.formatted(portWhereNobodyListens());
    System.setProperty("spark.master", master);
    try {
      assertThatThrownBy(() -> SparkSessions.forTraining("test"))
          .isInstanceOf(UnusableClusterException.class)
          .hasMessageStartingWith("the cluster at %s cannot be used; check".formatted(master))
          .as("found out without Spark, which tries for a minute")
          .hasStackTraceContaining(StandaloneMasters.class.getName());
    } finally {
      System.clearProperty("spark.master");
    }
  }

  @Test
  void oneMasterThatListensIsEnough() throws IOException {
    int nobody = portWhereNobodyListens();
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "spark://127.0.0.1:%d,127.0.0.1:%d".formatted(nobody, master.getLocalPort());
      assertThatCode(() -> StandaloneMasters.requireListening(url)).doesNotThrowAnyException();
    }
    assertThatCode(() -> StandaloneMasters.requireListening("yarn")).doesNotThrowAnyException();
  }

  private static int portWhereNobodyListens() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
