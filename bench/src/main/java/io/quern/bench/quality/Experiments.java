package io.quern.bench.quality;

import io.quern.bench.quality.Report.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What is trained, and what others reached on the same files. */
final class Experiments {
  private static final List<Long> THREE_SEEDS = List.of(2021L, 2022L, 2023L);
  private static final List<Long> TEN_SPLITS = LongStream.rangeClosed(1, 10).boxed().toList();
  private static final String NO_COLUMNS = "";

  private static final Group FRAPPE =
      new Group(
          "Frappe",
          "The x1 split of the BARS benchmark with its recipes (Zhu et al., \"BARS\", 2022), which"
              + " stop by the validation file. The training file is re-drawn by the original rule,"
              + " so figures may differ from the published ones by .002.",
          List.of("published (BARS)", "FuxiCTR on these files, seed 2021"));

  private static final Group MOVIELENS =
      new Group(
          "MovieLens-1M",
          "MetaSpore's split: the last rating of each user is a test row (4,627, so that the"
              + " standard error of an AUC is about .006). Options were chosen on each user's"
              + " second-last rating.",
          List.of("MetaSpore's best without sequences", "MLlib FM, tuned", "FuxiCTR FM"));

  private static final Group DEFAULTS =
      new Group(
          "Defaults only", "`label` and `model` alone: what a first try gives.", List.of("beside"));

  /** In the order of the report. */
  static final List<Group> GROUPS = List.of(FRAPPE, MOVIELENS, DEFAULTS);

  private Experiments() {}

  /** All of them, the quick ones of a group first. */
  static List<Experiment> all() {
    List<Experiment> all = new ArrayList<>();
    all.addAll(frappe());
    all.addAll(movielens());
    all.addAll(defaults());
    return all;
  }

  private static List<Experiment> frappe() {
    String deep =
        "embeddingDim = 10 and hiddenUnits = '400,400,400' and batchNorm = true and dropout = ";
    String twoStreams =
        "embeddingDim = 10 and hiddenUnits = '400' and dropout = 0.4 and hiddenUnits2 = '100'"
            + " and dropout2 = 0.4 and batchNorm = true and fusionHeads = 5"
            + " and featureSelection = true and gateUnits = '400' and context1 = 'user'"
            + " and context2 = 'item' and ";
    return List.of(
        frappe("LR", "embeddingL2 = 1e-5", .9345, ".9356", ".9355"),
        frappe("FM", "embeddingDim = 10 and embeddingL2 = 5e-6", .9676, ".9671", ".9686"),
        frappe("DNN", deep + "0.2 and embeddingL2 = 0.05", .9820, ".9833", ".9830"),
        frappe("WideDeep", deep + "0.2 and embeddingL2 = 0.05", .9823, ".9841", ".9833"),
        frappe("DeepFM", deep + "0.2 and embeddingL2 = 0.05", .9829, ".9842", ".9839"),
        frappe("xDeepFM", deep + "0.2 and embeddingL2 = 0.1", .9833, ".9845", ".9848"),
        frappe(
            "DCNv2",
            deep + "0.4 and crossLayers = 4 and embeddingL2 = 0.05",
            .9822,
            ".9845",
            ".9832"),
        frappe("FinalMLP", twoStreams + "embeddingL2 = 0.05", .9832, ".9861", ".9842"));
  }

  private static Experiment frappe(
      String model, String options, double gate, String published, String fuxiCtr) {
    return new Experiment(
        FRAPPE.name(),
        model,
        "frappe.sql",
        NO_COLUMNS,
        "model = '%s' and %s".formatted(model, options),
        THREE_SEEDS,
        Metric.AUC,
        gate,
        List.of(published, fuxiCtr));
  }

  private static List<Experiment> movielens() {
    String options =
        "model = 'FM' and embeddingDim = 16 and sparseOptimizer = 'adam' and learningRate = 0.005"
            + " and embeddingL2 = 5e-6 and batchSize = 8192 and epochs = 30";
    return List.of(
        new Experiment(
            MOVIELENS.name(),
            "FM",
            "movielens.sql",
            NO_COLUMNS,
            options,
            THREE_SEEDS,
            Metric.AUC,
            .887,
            List.of(".8746", ".880", ".892")));
  }

  private static List<Experiment> defaults() {
    return List.of(
        defaults("Adult", "adult.sql", THREE_SEEDS, .926, "LR .925, LightGBM tuned .9279"),
        defaults("Criteo sample", "criteo.sql", TEN_SPLITS, .73, "LR .734 on a larger split"),
        defaults("Frappe", "defaults-frappe.sql", THREE_SEEDS, .975, "FuxiCTR tuned .9839"),
        defaults(
            "MovieLens-1M", "defaults-movielens.sql", THREE_SEEDS, .87, "MetaSpore .8658–.8746"));
  }

  private static Experiment defaults(
      String name, String script, List<Long> seeds, double gate, String beside) {
    return new Experiment(
        DEFAULTS.name(),
        name,
        script,
        NO_COLUMNS,
        "model = 'DeepFM'",
        seeds,
        Metric.AUC,
        gate,
        List.of(beside));
  }
}
