package io.quern.ml;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.FeatureMap;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Fitted features of a COLUMNS clause. Adds to each row
 *
 * <ul>
 *   <li>{@code keysCol}, array of BIGINT: the 64-bit keys of the table rows that the features are
 *       made of, as in a trained model: a category or number has one, a bag one per element;
 *   <li>{@code valuesCol}, array of DOUBLE, as long: what each row is multiplied with, before those
 *       of a bag are added (or compared, where it pools by max);
 *   <li>{@code vectorCol}, where it is named: a sparse vector of {@code vectorSize} places, each
 *       value at its key modulo the size, for MLlib's learners.
 * </ul>
 *
 * Categories come first, then numbers, then bags, each in the order of the features.
 */
public final class FeatureColumnsModel extends Model<FeatureColumnsModel> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final FeatureMap map;
  private final OutputParams output;

  FeatureColumnsModel(String uid, FeatureMap map) {
    this.uid = requireNonNull(uid, "uid is null");
    this.map = requireNonNull(map, "map is null");
    output = new OutputParams(this);
    setDefault(output.keysCol, "keys");
    setDefault(output.valuesCol, "values");
    setDefault(output.vectorCol, "");
    setDefault(output.vectorSize, 1 << 18);
  }

  /** Reads what {@code save} has written. */
  public static MLReader<FeatureColumnsModel> read() {
    return new FeatureMapReader();
  }

  public static FeatureColumnsModel load(String path) {
    return read().load(path);
  }

  @Override
  public MLWriter write() {
    return new FeatureMapWriter(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The columns, features and what was fitted. */
  public FeatureMap featureMap() {
    return map;
  }

  public Param<String> keysCol() {
    return output.keysCol;
  }

  public FeatureColumnsModel setKeysCol(String name) {
    set(output.keysCol, name);
    return this;
  }

  public Param<String> valuesCol() {
    return output.valuesCol;
  }

  public FeatureColumnsModel setValuesCol(String name) {
    set(output.valuesCol, name);
    return this;
  }

  public Param<String> vectorCol() {
    return output.vectorCol;
  }

  /** Asks for a hashed sparse vector; the empty name for none. */
  public FeatureColumnsModel setVectorCol(String name) {
    set(output.vectorCol, name);
    return this;
  }

  public IntParam vectorSize() {
    return output.vectorSize;
  }

  public FeatureColumnsModel setVectorSize(int size) {
    set(output.vectorSize, size);
    return this;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    SlotFunction function = new SlotFunction(map, output.size());
    Column[] inputs = InputColumns.of(map.columns()).toArray(Column[]::new);
    String slots = uid + "_slots";
    Dataset<Row> encoded =
        dataset
            .toDF()
            .withColumn(
                slots, functions.udf(function, function.schema()).apply(functions.struct(inputs)));
    List<Column> columns = new ArrayList<>();
    List<String> names = output.names();
    for (int i = 0; i < names.size(); i++) {
      String field = function.schema().fieldNames()[i];
      columns.add(encoded.col(slots).getField(field).as(names.get(i)));
    }
    columns.add(0, functions.col("*"));
    return encoded.select(columns.toArray(Column[]::new)).drop(slots);
  }

  @Override
  public StructType transformSchema(StructType input) {
    return output.appendTo(input);
  }

  @Override
  public FeatureColumnsModel copy(ParamMap extra) {
    FeatureColumnsModel copied = new FeatureColumnsModel(uid, map);
    return copyValues(copied, extra).setParent(parent());
  }
}
