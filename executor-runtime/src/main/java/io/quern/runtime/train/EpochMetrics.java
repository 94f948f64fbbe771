package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an epoch went.
 *
 * @param epoch 1-based
 * @param rows trained on
 * @param steps batches of all workers
 * @param seconds from its first step to the decision that ended it
 * @param training of the predictions made during the steps
 * @param validation {@link Evaluation#NONE} where there is no validation
 * @param rates the epoch had
 * @param workerSeconds how long the workers together spent in each {@link StepStage}, by its name,
 *     and what was hidden behind computing
 * @param servers what each parameter server had done by its end, since the training began
 */
record EpochMetrics(
    int epoch,
    long rows,
    long steps,
    double seconds,
    Evaluation training,
    Evaluation validation,
    LearningRates rates,
    Map<String, Double> workerSeconds,
    List<ServerReport> servers) {
  EpochMetrics {
    requireNonNull(training, "training is null");
    requireNonNull(validation, "validation is null");
    requireNonNull(rates, "rates is null");
    workerSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(workerSeconds));
    servers = List.copyOf(servers);
  }

  /** One line of {@code metrics.ndjson}; what is not a number is left out. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("epoch", epoch).put("rows", rows).put("steps", steps);
    putFinite(json, "seconds", seconds);
    training.trainingMetrics().forEach((name, value) -> putFinite(json, name, value));
    validation.validationMetrics().forEach((name, value) -> putFinite(json, name, value));
    putFinite(json, "learningRate", rates.dense());
    putFinite(json, "sparseLearningRate", rates.sparse());
    ObjectNode stages = json.putObject("workerSeconds");
    workerSeconds.forEach((stage, time) -> putFinite(stages, stage, time));
    ArrayNode reports = json.putArray("parameterServers");
    servers.forEach(server -> reports.add(server.toJson()));
    return json.toString();
  }

  private static void putFinite(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    }
  }
}
