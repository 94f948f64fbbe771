package io.quern.planner.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns of a statement's result. Made once per statement and shared by all copies of its plan
 * node, so that the attributes keep their ids.
 */
final class ResultColumns {
  private final Seq<Attribute> attributes;

  ResultColumns(StructType schema) {
    List<Attribute> list = new ArrayList<>();
    CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)).forEach(list::add);
    this.attributes = CollectionConverters.asScala(list).toSeq();
  }

  Seq<Attribute> attributes() {
    return attributes;
  }
}
