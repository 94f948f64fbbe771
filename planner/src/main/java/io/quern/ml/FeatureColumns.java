package io.quern.ml;

import io.quern.api.OptionSet;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.algorithm.ColumnOptions;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.planner.columns.FeatureChoice;
import io.quern.planner.columns.FeatureChooser;
import io.quern.planner.columns.SourceColumns;
import io.quern.runtime.data.EncodeJob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes the features of a COLUMNS clause of all columns at once, for Spark ML pipelines.
 *
 * <p>{@code columns} is what stands between the parentheses of the clause; columns that it does not
 * name have the feature of their type, and {@code excludedCols}, the label above all, have none.
 * Fitting is one pass over the rows, with a second over the encoded ones where vocabularies have
 * limits. What comes out: {@link FeatureColumnsModel}.
 *
 * <p>A mistake in the text is a {@link QuernException} with its line and column there. Not
 * thread-safe, like all of Spark ML.
 */
public final class FeatureColumns extends Estimator<FeatureColumnsModel>
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;
  private static final OptionSet NO_OPTIONS =
      new OptionSet(
          "FeatureColumns",
          List.of(ColumnOptions.FEATURES, ColumnOptions.CATEGORICAL, ColumnOptions.NUMERIC));

  private final String uid;
  private final Param<String> columns;
  private final StringArrayParam excludedCols;
  private final OutputParams output;

  public FeatureColumns() {
    this(Identifiable$.MODULE$.randomUID("featureColumns"));
  }

  /** For Spark, which reads stages by their uid. */
  public FeatureColumns(String uid) {
    this.uid = uid;
    columns = new Param<>(this, "columns", "calls of a COLUMNS clause, separated by commas");
    excludedCols = new StringArrayParam(this, "excludedCols", "columns that no feature is made of");
    output = new OutputParams(this);
    setDefault(columns, "");
    setDefault(excludedCols, new String[0]);
    setDefault(output.keysCol, "keys");
    setDefault(output.valuesCol, "values");
    setDefault(output.vectorCol, "");
    setDefault(output.vectorSize, 1 << 18);
  }

  /** Reads what {@code save} has written. */
  public static MLReader<FeatureColumns> read() {
    return new DefaultParamsReader<>();
  }

  public static FeatureColumns load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> columns() {
    return columns;
  }

  public FeatureColumns setColumns(String calls) {
    set(columns, calls);
    return this;
  }

  public StringArrayParam excludedCols() {
    return excludedCols;
  }

  public FeatureColumns setExcludedCols(String... names) {
    set(excludedCols, names);
    return this;
  }

  public Param<String> keysCol() {
    return output.keysCol;
  }

  public FeatureColumns setKeysCol(String name) {
    set(output.keysCol, name);
    return this;
  }

  public Param<String> valuesCol() {
    return output.valuesCol;
  }

  public FeatureColumns setValuesCol(String name) {
    set(output.valuesCol, name);
    return this;
  }

  public Param<String> vectorCol() {
    return output.vectorCol;
  }

  /** Asks for a hashed sparse vector, for MLlib's learners. */
  public FeatureColumns setVectorCol(String name) {
    set(output.vectorCol, name);
    return this;
  }

  public IntParam vectorSize() {
    return output.vectorSize;
  }

  public FeatureColumns setVectorSize(int size) {
    set(output.vectorSize, size);
    return this;
  }

  /**
   * @throws QuernException as TRAIN would for such a clause and such columns; {@code DATA} where
   *     there are no rows
   */
  @Override
  public FeatureColumnsModel fit(Dataset<?> dataset) {
    FeatureSchema schema = schema(dataset.schema());
    List<Column> projected = new ArrayList<>(List.of(functions.lit(0.0)));
    projected.addAll(InputColumns.of(schema.columns()));
    Dataset<Row> rows = dataset.select(projected.toArray(Column[]::new));
    FeatureMap map =
        new EncodeJob(schema, "none", uid, 0)
            .fit(((org.apache.spark.sql.classic.Dataset<?>) rows).queryExecution().toRdd());
    return copyValues(new FeatureColumnsModel(uid, map), ParamMap.empty()).setParent(this);
  }

  @Override
  public StructType transformSchema(StructType input) {
    schema(input);
    return output.appendTo(input);
  }

  @Override
  public FeatureColumns copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private FeatureSchema schema(StructType input) {
    Set<String> excluded = Set.of(getOrDefault(excludedCols));
    StructField[] fields =
        Arrays.stream(input.fields())
            .filter(field -> !excluded.contains(field.name()))
            .toArray(StructField[]::new);
    Options options = NO_OPTIONS.resolve(List.of());
    SourceColumns source =
        new SourceColumns(new StructType(fields), SQLConf.get().caseSensitiveAnalysis());
    FeatureChooser chooser = new FeatureChooser(source, options);
    FeatureChoice choice = new ColumnsText(getOrDefault(columns)).with(chooser::choose);
    return new FeatureSchema(choice.columns(), choice.features());
  }
}
