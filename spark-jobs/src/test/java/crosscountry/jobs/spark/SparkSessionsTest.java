package crosscountry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
          .hasMessageStartingWith("the cluster at spark://nowhere cannot be used; check")
          .as("found out without Spark, which tries for a minute")
          .hasStackTraceContaining(StandaloneMasters.class.getName());
    } finally {
      System.clearProperty("spark.master");
    }
  }

  @Test
  void mastersThatStayOutOfReachAreGivenUp() throws IOException {
    String url = "spark://127.0.0.1:%1$d,localhost:%1$d".formatted(portWhereNobodyListens());
    assertThatThrownBy(() -> StandaloneMasters.requireListening(url, Duration.ZERO))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aMasterThatIsBeingStartedAnewIsWaitedFor() throws Exception {
    int port = portWhereNobodyListens();
    CompletableFuture<Void> look =
        CompletableFuture.runAsync(
            () ->
                assertThatCode(
                        () ->
                            StandaloneMasters.requireListening(
                                "spark://127.0.0.1:" + port, Duration.ofMinutes(1)))
                    .doesNotThrowAnyException());
    assertThatThrownBy(() -> look.get(300, TimeUnit.MILLISECONDS))
        .as("it has been refused, and goes on")
        .isInstanceOf(TimeoutException.class);
    try (ServerSocket master = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      look.get(1, TimeUnit.MINUTES);
      assertThat(master.isClosed()).isFalse();
    }
  }

  @Test
  void oneMasterThatListensIsEnough() throws IOException {
    int nobody = portWhereNobodyListens();
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "spark://127.0.0.1:%d,127.0.0.1:%d".formatted(nobody, master.getLocalPort());
      assertThatCode(() -> StandaloneMasters.requireListening(url, Duration.ZERO))
          .doesNotThrowAnyException();
    }
    assertThatCode(() -> StandaloneMasters.requireListening("yarn", Duration.ZERO))
        .doesNotThrowAnyException();
  }

  private static int portWhereNobodyListens() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
