package io.quern.udf.call;

import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** An argument that a call gives by name. */
record NamedValue(String name, Expression value) {
  /** The fields of a struct-valued argument. */
  static List<NamedValue> ofStruct(Expression struct) {
    List<NamedValue> fields = new ArrayList<>();
    if (struct instanceof CreateNamedStruct literal) {
      List<Object> names = Seqs.list(literal.names());
      List<Expression> values = Seqs.list(literal.valExprs());
      for (int i = 0; i < names.size(); i++) {
        fields.add(new NamedValue(names.get(i).toString(), values.get(i)));
      }
      return fields;
    }
    StructField[] types = ((StructType) struct.dataType()).fields();
    for (int i = 0; i < types.length; i++) {
      Expression field = new GetStructField(struct, i, Option.apply(types[i].name()));
      fields.add(new NamedValue(types[i].name(), field));
    }
    return fields;
  }

  static List<String> names(List<NamedValue> values) {
    return values.stream().map(NamedValue::name).toList();
  }

  /**
   * The values of that name by Spark's resolver; where names differ in nothing but case, only those
   * written alike.
   */
  static List<NamedValue> withName(List<NamedValue> values, String name) {
    List<NamedValue> found = values.stream().filter(value -> value.isNamed(name)).toList();
    List<NamedValue> exact = found.stream().filter(value -> value.name.equals(name)).toList();
    return exact.isEmpty() ? found : exact;
  }

  boolean isNamed(String other) {
    return SQLConf.get().caseSensitiveAnalysis()
        ? name.equals(other)
        : name.equalsIgnoreCase(other);
  }
}
