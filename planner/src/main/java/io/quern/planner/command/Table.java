package io.quern.planner.command;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Collects the rows (section, item, value) in which statements describe something. */
public final class Table {
  /** The columns of the rows. */
  public static final StructType SCHEMA =
      new StructType()
          .add("section", DataTypes.StringType, false)
          .add("item", DataTypes.StringType, false)
          .add("value", DataTypes.StringType, false);

  private final List<Row> rows = new ArrayList<>();

  public Section section(String name) {
    return new Section(requireNonNull(name, "name is null"));
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Rows that begin alike. */
  public final class Section {
    private final String name;

    private Section(String name) {
      this.name = name;
    }

    public void add(String item, Object value) {
      rows.add(RowFactory.create(name, item, value.toString()));
    }
  }
}
