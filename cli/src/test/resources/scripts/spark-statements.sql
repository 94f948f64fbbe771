-- case: tables with names of ours
create temporary view train as select 1 as load;
create temporary view load as select 2 as save;
create temporary view options as select 3 as label;
select * from train, load, options;
with predict as (select 1 as register) select register from predict;
show views;
-- case: set of Spark
set spark.sql.shuffle.partitions;
-- case: a script of Spark
begin
  declare x int default 1;
  select x as x;
end;
