"""The statements of door.sql, by PySpark: classic (no argument) or Connect (its address)."""

import pathlib
import sys

from pyspark.sql import SparkSession

builder = SparkSession.builder.appName("quern")
spark = (builder.remote(sys.argv[1]) if len(sys.argv) > 1 else builder).getOrCreate()
script = pathlib.Path(__file__).with_name("door.sql").read_text()
for statement in filter(str.strip, script.split(";")):
    result = spark.sql(statement)
    if result.columns:
        result.show(truncate=False)
spark.stop()
