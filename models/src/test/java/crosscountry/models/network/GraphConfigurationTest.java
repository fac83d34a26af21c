package crosscountry.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

class GraphConfigurationTest {

  private static NetworkBlueprint blueprint(Architecture architecture) {
    return new NetworkBlueprint(architecture, 5, 4);
  }

  /** Positions of 3, 7 and 1 vertices, weighted differently, in one batch. */
  private static TrainingBatch batch(NetworkBlueprint blueprint, LossSettings losses) {
    SplittableRandom random = new SplittableRandom(11);
    TrainingBatch batch = new TrainingBatch(blueprint, losses);
    float[] weights = {1, 0.5f, 2};
    int[] sizes = {3, 7, 1};
    batch.reset(sizes);
    for (int index = 0; index < sizes.length; index++) {
      batch.add(
          Samples.uniform(random, sizes[index] * blueprint.features(), 1),
          Samples.position(random, sizes[index], blueprint.features()).neighbours(),
          Samples.distribution(random, sizes[index]),
          Samples.uniform(random, sizes[index], 3),
          0.1f,
          weights[index]);
    }
    return batch;
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR,1e9,1e9",
    "LINEAR,0.5,0.05",
    "POOLED_VERTEXWISE,1e9,1e9",
    "POOLED_VERTEXWISE,0.5,0.05",
    "NEIGHBOURHOOD,1e9,1e9",
    "NEIGHBOURHOOD,0.5,0.05"
  })
  void gradientsAgreeWithDifferences(
      Architecture architecture, double excessWidth, double valueWidth) {
    NetworkBlueprint blueprint = blueprint(architecture);
    LossSettings losses = new LossSettings(1.0, 0.7, 3.0, excessWidth, valueWidth);
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try (BatchArrays arrays = BatchArrays.of(batch(blueprint, losses))) {
      ComputationGraph graph =
          new ComputationGraph(
              GraphConfiguration.configure(
                  blueprint, 3, new NoOp(), 0.01, losses, DataType.DOUBLE));
      graph.init();
      graph.setParams(Nd4j.rand(DataType.DOUBLE, 1, graph.numParams()).subi(0.45));
      INDArray[] inputs = doubles(arrays.inputs());
      // The check takes logarithms of what softmax leaves for padding, so that must not be 0.
      int bias = GraphConfiguration.inputsOf(architecture).indexOf(GraphConfiguration.BIAS);
      inputs[bias].muli(2e-8);
      boolean passed =
          GradientCheckUtil.checkGradients(
              new GradientCheckUtil.GraphConfig()
                  .net(graph)
                  .inputs(inputs)
                  .labels(doubles(arrays.labels()))
                  .labelMask(doubles(arrays.masks()))
                  .exitOnFirstError(true));
      assertThat(passed).isTrue();
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  private static INDArray[] doubles(INDArray[] arrays) {
    return Arrays.stream(arrays)
        .map(array -> array.dataType().isFPType() ? array.castTo(DataType.DOUBLE) : array)
        .toArray(INDArray[]::new);
  }

  @ParameterizedTest
  @EnumSource
  void configurationSurvivesJson(Architecture architecture) {
    NetworkBlueprint blueprint = blueprint(architecture);
    Adam adam = new Adam(new ScheduledRate(new LearningRate(0.01, 10, 100, 0.001)));
    LossSettings losses = new LossSettings(1, 1, 1, 1, 0.1);
    ComputationGraphConfiguration written =
        GraphConfiguration.configure(blueprint, 3, adam, 1e-4, losses);
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(written.toJson());
    assertThat(read).isEqualTo(written);
    assertThat(read.toJson()).isEqualTo(written.toJson());
  }

  @ParameterizedTest
  @EnumSource
  void savedGraphJudgesAndLearnsAlike(Architecture architecture, @TempDir Path folder)
      throws IOException {
    NetworkBlueprint blueprint = blueprint(architecture);
    LossSettings losses = new LossSettings(1, 1, 1, 1, 0.1);
    ComputationGraph graph =
        new ComputationGraph(
            GraphConfiguration.configure(blueprint, 3, new Adam(0.01), 1e-4, losses));
    graph.init();
    try (BatchArrays arrays = BatchArrays.of(batch(blueprint, losses))) {
      graph.fit(arrays.inputs(), arrays.labels(), null, arrays.masks());
      graph.save(folder.resolve("graph.zip").toFile(), true);
      ComputationGraph loaded = ComputationGraph.load(folder.resolve("graph.zip").toFile(), true);
      for (ComputationGraph either : new ComputationGraph[] {graph, loaded}) {
        either.fit(arrays.inputs(), arrays.labels(), null, arrays.masks());
      }
      assertThat(loaded.params().toFloatVector()).isEqualTo(graph.params().toFloatVector());
      INDArray[] expected = graph.output(arrays.inputs());
      INDArray[] actual = loaded.output(arrays.inputs());
      for (int output = 0; output < expected.length; output++) {
        assertThat(actual[output].ravel().toFloatVector())
            .isEqualTo(expected[output].ravel().toFloatVector());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,RELU", "7,1,IDENTITY", "1,5,RELU", "150,32,RELU", "33,17,IDENTITY"})
  void rowDenseIsDl4jsDense(int rows, int units, Activation activation) {
    int features = 26;
    FeedForwardLayer theirs =
        new DenseLayer.Builder().nIn(features).nOut(units).activation(activation).build();
    FeedForwardLayer ours =
        new RowDense.Builder().nIn(features).nOut(units).activation(activation).build();
    ComputationGraph expected = regression(theirs, units);
    ComputationGraph actual = regression(ours, units);
    actual.setParams(expected.params());
    INDArray input = Nd4j.rand(DataType.FLOAT, rows, features).subi(0.5);
    INDArray target = Nd4j.rand(DataType.FLOAT, rows, units);

    for (int step = 0; step < 3; step++) {
      assertClose(actual.outputSingle(input), expected.outputSingle(input));
      expected.fit(new INDArray[] {input}, new INDArray[] {target});
      actual.fit(new INDArray[] {input}, new INDArray[] {target});
      assertClose(actual.params(), expected.params());
    }
  }

  @Test
  void rowDenseRefusesOtherActivations() {
    FeedForwardLayer layer =
        new RowDense.Builder().nIn(2).nOut(2).activation(Activation.TANH).build();
    assertThatThrownBy(() -> regression(layer, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("neither relu nor identity");
  }

  /** Two of the layers, so that the gradient of an input counts. */
  private static ComputationGraph regression(FeedForwardLayer layer, int units) {
    FeedForwardLayer first =
        new RowDense.Builder().nIn(26).nOut(26).activation(Activation.RELU).build();
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", first, "in")
                .addLayer("layer", layer, "first")
                .addLayer(
                    "loss",
                    new LossLayer.Builder(new HuberLoss(1)).activation(Activation.IDENTITY).build(),
                    "layer")
                .setOutputs("loss")
                .build());
    graph.init();
    assertThat(graph.layerSize("layer")).isEqualTo(units);
    return graph;
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.ravel().toFloatVector())
        .containsExactly(expected.ravel().toFloatVector(), within(1e-5f));
  }
}
