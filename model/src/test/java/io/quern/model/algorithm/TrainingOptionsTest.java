package io.quern.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.OptionText;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.Transform;
import io.quern.model.network.Misfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrainingOptionsTest {
  private static final Feature USER =
      Feature.ofColumn(new InputColumn("user", ColumnType.STRING), FeatureKind.CATEGORY);
  private static final Feature PRICE =
      Feature.ofColumn(new InputColumn("price", ColumnType.NUMBER), FeatureKind.NUMBER);
  private static final Feature BAND =
      Feature.of(
          "band", List.of(new InputColumn("price", ColumnType.NUMBER)), new Transform.Quantiles(4));
  private static final List<Feature> FEATURES =
      List.of(
          PRICE,
          USER,
          Feature.ofColumn(new InputColumn("item", ColumnType.STRING), FeatureKind.CATEGORY));

  private static final OptimizerConstants CONSTANTS =
      new OptimizerConstants(
          0.9, 0.999, 1e-8, 0.9, false, new OptimizerConstants.Ftrl(0.1, 1e-3, 0, 0, true));

  @Test
  void fillsInDefaults() {
    TrainingOptions options = options();
    assertThat(options)
        .isEqualTo(
            new TrainingOptions(
                new NetworkChoice(
                    "DeepFM",
                    Map.of(
                        "embeddingDim", "16",
                        "hiddenUnits", "400,400,400",
                        "dropout", "0.5",
                        "batchNorm", "true",
                        "layerNorm", "false",
                        "denseInit", "xavierNormal",
                        "precision", "fp32")),
                new OptimizerChoice(Optimizer.ADAM, CONSTANTS, 1e-3, false, 0, 0, 0, 0),
                new OptimizerChoice(Optimizer.LAZY_ADAM, CONSTANTS, 1e-3, true, 0, 0, 0, 0),
                new RowChoice(
                    RowChoice.Distribution.NORMAL,
                    1e-4,
                    new RowChoice.AdmissionChoice(0, false, 10_000_000, 0.01),
                    new RowChoice.EvictionChoice(0, 0, 0, 1, 0.1, 0.98)),
                new StepChoice(0, 0, 1),
                new Schedule(1024, true, 7, 42, 0, 2, 1),
                new MetricChoice(Monitor.AUC, "", 0.5),
                new ClusterChoice(0, 0, TrainingMode.ASYNC, Overlap.AUTO),
                new VersionChoice(List.of(), false, false, false)));
  }

  @Test
  void aShortTrainingRaisesARateThatNobodyGave() {
    String batch = "batchSize";
    assertThat(sparseRate(1024 * 10, "epochs", "1", batch, "1024")).isEqualTo(0.01);
    assertThat(sparseRate(1024 * 10 - 5, "epochs", "10", batch, "1024")).isEqualTo(0.3 / 100);
    assertThat(sparseRate(1024 * 300, "epochs", "1")).isEqualTo(0.001);
    assertThat(sparseRate(12_800, "epochs", "1")).isEqualTo(0.3 / 100);
    assertThat(sparseRate(1_000_000_000, "epochs", "10")).isEqualTo(0.001);
    assertThat(sparseRate(10, "learningRate", "0.002")).isEqualTo(0.002);
    assertThat(sparseRate(10, "sparseLearningRate", "0.003")).isEqualTo(0.003);
    assertThat(sparseRate(10, "sparseOptimizer", "adagrad")).isEqualTo(0.001);
    assertThat(sparseRate(10, "continueFrom", "newest")).isEqualTo(0.001);
  }

  @Test
  void linearWeightsAloneHaveFartherToGo() {
    assertThat(sparseRate(25_920, "model", "LR")).isEqualTo(9.0 / (7 * 102));
    assertThat(sparseRate(100, "model", "LR")).isEqualTo(0.05);
    assertThat(sparseRate(1_000_000_000, "model", "LR")).isEqualTo(0.001);
    assertThat(sparseRate(100, "model", "LR", "learningRate", "0.002")).isEqualTo(0.002);
    assertThat(sparseRate(100, "model", "LR", "continueFrom", "newest")).isEqualTo(0.001);
  }

  @Test
  void fewRowsTakeSmallerBatchesUnlessTheSizeIsGiven() {
    assertThat(batchSize(102_400)).isEqualTo(1024);
    assertThat(batchSize(102_399)).isEqualTo(512);
    assertThat(batchSize(25_920)).isEqualTo(256);
    assertThat(batchSize(10)).isEqualTo(128);
    assertThat(batchSize(10, "continueFrom", "newest")).isEqualTo(128);
    assertThat(batchSize(10, "batchSize", "1024")).isEqualTo(1024);
  }

  private static int batchSize(long rows, String... options) {
    return options(options).forRows(rows).schedule().batchSize();
  }

  private static double sparseRate(long rows, String... options) {
    return options(options).forRows(rows).sparse().learningRate();
  }

  @Test
  void takesWhatIsGiven() {
    TrainingOptions options =
        options(
            "MODEL", "dnn",
            "embeddingdim", "8",
            "hiddenUnits", "64, 32",
            "learningRate", "0.01",
            "sparseOptimizer", "ADAM",
            "workers", "4",
            "parameterServers", "2",
            "keepVersion", "true");
    assertThat(options.network().name()).isEqualTo("DNN");
    assertThat(options.network().options())
        .containsEntry("embeddingDim", "8")
        .containsEntry("hiddenUnits", "64,32");
    assertThat(options.sparse().rule()).isEqualTo(Optimizer.ADAM);
    assertThat(options.sparse().learningRate()).isEqualTo(0.01);
    assertThat(options.cluster().workers()).isEqualTo(4);
    assertThat(options.cluster().parameterServers()).isEqualTo(2);
    assertThat(options.versions().keepOlder()).isTrue();
  }

  @Test
  void takesWhatIsMeasuredAndHowGradientsAreClipped() {
    TrainingOptions options =
        options(
            "monitor", "GAUC",
            "gaucBy", "User",
            "threshold", "0.1",
            "clipNorm", "10",
            "clipValue", "0.5",
            "positiveWeight", "3");
    assertThat(options.metrics()).isEqualTo(new MetricChoice(Monitor.GAUC, "User", 0.1));
    assertThat(options.step()).isEqualTo(new StepChoice(10, 0.5, 3));
    assertThat(options.metrics().gaucFeature(List.of(PRICE, USER))).contains(USER);
    assertThat(options().metrics().gaucFeature(List.of(PRICE, USER))).isEmpty();
  }

  @Test
  void rejectsGaucWithoutACategory() {
    assertRejected("Option 'monitor' is 'gauc', but 'gaucBy' is not given", "monitor", "gauc");
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options("gaucBy", "usr").metrics().gaucFeature(List.of(USER)))
        .withMessage(
            "Option 'gaucBy' expects a feature of kind category; 'usr' is no feature of the model");
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options("gaucBy", "price").metrics().gaucFeature(List.of(USER, PRICE)))
        .withMessage(
            "Option 'gaucBy' expects a feature of kind category; 'price' is of kind number");
  }

  @Test
  void rejectsGaucByQuantiles() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options("gaucBy", "band").metrics().gaucFeature(List.of(USER, BAND)))
        .withMessage(
            "Option 'gaucBy' expects a feature of kind category; 'band' is cut at quantiles");
  }

  @Test
  void networkWithoutEmbeddingsHasRowsOfOneWeight() {
    assertThat(options("model", "LR").network().spec(FEATURES).rowWidth()).isEqualTo(1);
    assertThat(options("model", "DeepFM").network().spec(FEATURES).rowWidth()).isEqualTo(17);
  }

  @Test
  void rejectsUnknownNetwork() {
    assertRejected(
        "Option 'model' expects one of LR, FM, FFM, FwFM, AFM, NFM, DNN, WideDeep, DeepFM, IPNN,"
            + " OPNN, DCN, DCNv2, GDCN, xDeepFM, AutoInt, AutoInt+, FiBiNET, MaskNet, FinalMLP,"
            + " found 'DeepFN'",
        "model",
        "DeepFN");
  }

  @Test
  void rejectsOptionsOfOtherNetworksAtTheirPlace() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options("model", "DeepFM", "crossLayers", "2"))
        .withMessage("Network 'DeepFM' has no option 'crossLayers'")
        .satisfies(
            e -> {
              assertThat(e.position()).contains(SourcePosition.START);
              assertThat(e.hint()).contains("It is an option of DCN, DCNv2, GDCN");
            });
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options("model", "LR", "embeddingDim", "8"))
        .withMessage("Network 'LR' has no option 'embeddingDim'")
        .satisfies(e -> assertThat(e.hint()).contains("It is an option of all but LR"));
  }

  @Test
  void knowsTheNamesOfTheSlots() {
    assertThat(options().network().spec(FEATURES).slots()).containsExactly("user", "item", "price");
    assertThat(options("model", "FinalMLP", "context1", "item").network().misfit(FEATURES))
        .isEmpty();
    assertThat(options("model", "FinalMLP", "context2", "itm").network().misfit(FEATURES))
        .contains(
            new Misfit(
                "context2",
                "Option 'context2' names feature 'itm', which there is not",
                "Did you mean 'item'?"));
  }

  @Test
  void rejectsLayersOutOfRange() {
    assertRejected(
        "Option 'hiddenUnits' must be 1 to 16 layer sizes between 1 and 16384, found '400,0'",
        "hiddenUnits",
        "400,0");
    assertRejected(
        "Option 'hiddenUnits' must be 1 to 16 layer sizes between 1 and 16384, found ''",
        "hiddenUnits",
        "");
  }

  @Test
  void rejectsDropoutOfEverything() {
    assertRejected(
        "Option 'dropout' must be at least 0.0 and less than 1.0, found '1'", "dropout", "1");
  }

  @Test
  void rejectsModeThatThisVersionDoesNotHave() {
    assertRejected("Option 'mode' expects one of async, sync, found 'ssp'", "mode", "ssp");
  }

  @Test
  void rejectsSeveralWorkersInSyncMode() {
    assertRejected(
        "Option 'workers' must be 1 in mode 'sync', found '2'", "mode", "sync", "workers", "2");
  }

  @Test
  void rejectsOverlapInSyncModeAndHasNoneThere() {
    assertRejected(
        "Option 'overlap' must be auto or off in mode 'sync', found 'on'",
        "mode",
        "sync",
        "overlap",
        "on");
    assertThat(options("mode", "sync").cluster().overlap()).isEqualTo(Overlap.OFF);
  }

  @Test
  void overlapsByItselfOnlyWhereServersAreRemote() {
    assertThat(options().cluster().overlap().applies(true)).isTrue();
    assertThat(options().cluster().overlap().applies(false)).isFalse();
    assertThat(options("overlap", "on").cluster().overlap().applies(false)).isTrue();
    assertThat(options("overlap", "OFF").cluster().overlap().applies(true)).isFalse();
  }

  @Test
  void rejectsTwoSourcesOfValidation() {
    assertRejected(
        "Options 'validationTable' and 'validationFraction' exclude each other",
        "validationTable",
        "held_out",
        "validationFraction",
        "0.1");
  }

  @Test
  void constantsAreThoseOfTheChosenRule() {
    TrainingOptions options =
        options("optimizer", "adamW", "sparseOptimizer", "adagrad", "weightDecay", "0.1");
    assertThat(options.dense().constants().epsilon()).isEqualTo(1e-8);
    assertThat(options.sparse().constants().epsilon()).isEqualTo(1e-10);
    assertThat(options.dense().weightDecay()).isEqualTo(0.1);
    assertThat(options.sparse().weightDecay()).isZero();
    assertThat(options("epsilon", "1e-5").sparse().constants().epsilon()).isEqualTo(1e-5);
  }

  @Test
  void xavierEmbeddingsHaveGainOne() {
    assertThat(options("embeddingInit", "xavier").rows().initScale()).isEqualTo(1);
    assertThat(options("embeddingInit", "uniform").rows().initScale()).isEqualTo(1e-4);
  }

  @Test
  void rejectsOptionsThatTheChosenRulesDoNotUse() {
    assertRejected("Option 'momentum' has no effect with 'lazyAdam' and 'adam'", "momentum", "0.9");
    assertRejected(
        "Option 'embeddingL2' has no effect with 'ftrl'",
        "sparseOptimizer",
        "ftrl",
        "embeddingL2",
        "0.1");
    assertRejected("Option 'weightDecay' has no effect with 'adam'", "weightDecay", "0.1");
    assertRejected(
        "Option 'learningRate' has no effect with 'ftrl'",
        "optimizer",
        "ftrl",
        "sparseOptimizer",
        "ftrl",
        "learningRate",
        "0.1");
    assertRejected(
        "Option 'optimizer' expects one of adam, adamW, adagrad, momentum, sgd, ftrl,"
            + " found 'lazyAdam'",
        "optimizer",
        "lazyAdam");
  }

  @Test
  void namesTheRulesThatUseAnOptionAndItsPlace() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options("embeddingWeightDecay", "0.1"))
        .satisfies(
            error -> {
              assertThat(error.hint()).hasValue("It is used by sparseOptimizer 'adamW'");
              assertThat(error.position()).hasValue(SourcePosition.START);
            });
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options("optimizer", "sgd", "sparseOptimizer", "sgd", "epsilon", "1e-3"))
        .withMessage("Option 'epsilon' has no effect with 'sgd'")
        .satisfies(
            error ->
                assertThat(error.hint())
                    .hasValue(
                        "It is used by optimizer or sparseOptimizer 'lazyAdam', 'adam', 'adamW',"
                            + " 'adagrad', 'rowWiseAdagrad'"));
  }

  @Test
  void rejectsRowOptionsWithoutEffect() {
    assertRejected("Option 'admission' has no effect here", "admission", "bloom");
    assertRejected(
        "Option 'admissionKeys' has no effect here", "admitAfter", "3", "admissionKeys", "5000");
    assertRejected("Option 'scoreDecay' has no effect here", "scoreDecay", "0.9");
    assertThat(options("admitAfter", "3", "admission", "bloom", "admissionKeys", "5000").rows())
        .extracting(RowChoice::admission)
        .isEqualTo(new RowChoice.AdmissionChoice(3, true, 5000, 0.01));
  }

  private static void assertRejected(String message, String... namesAndValues) {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> options(namesAndValues))
        .withMessage(message);
  }

  private static TrainingOptions options(String... namesAndValues) {
    List<OptionText> texts = new ArrayList<>();
    texts.add(text("label", "click"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.add(text(namesAndValues[i], namesAndValues[i + 1]));
    }
    return TrainingOptions.from(DeepCtrOptions.SET.resolve(texts));
  }

  private static OptionText text(String name, String value) {
    return new OptionText(name, value, SourcePosition.START, SourcePosition.START);
  }
}
