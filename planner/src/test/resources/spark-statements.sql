-- Statements that are Spark's own, one per line; a test compares their plans with Spark's parser.
select 1
select 1 as one
SELECT train, predict, load, run, save, register, include FROM model
select model.train from model
select t.label, t.options, t.training from training t
select * from train
select * from load
select * from predict where model > 3
select options from options
select label as model, count(*) as train from training group by label having count(*) > 1
select `train` from `model`
from train select *
from data train select train.x
with train as (select 1 as label) select * from train
with model as (select 1 as x), load as (select 2 as y) select * from model cross join load
table train
values (1, 'train'), (2, 'model')
select train(x) from t
select predict from t order by predict desc limit 10
select * from t as model
select * from t model
select sum(x) over (partition by model order by train) from t
select case when train = 1 then 'model' else load end from t
select * from model lateral view explode(train) e as load
select transform(array(1, 2), x -> x + 1)
select a.model from train a join load b on a.label = b.label
select * from train tablesample (10 percent) repeatable (7)
select * from (select label from training) predict
select /*+ BROADCAST(model) */ * from train join model using (label)
insert into train values (1, 2)
insert overwrite table model select * from train
insert into model (train, load) select 1, 2
create table train (model string, label int, options map<string, string>) using parquet
create table model using parquet as select * from train
create or replace temporary view train as select 1 as label
create view model as select * from train
create temporary view load using csv options (path 'x.csv')
create function train as 'a.b.C'
create database model
drop table train
drop table if exists model
drop view train
drop view model
drop database model cascade
drop function train
drop temporary function if exists predict
describe train
desc model
describe table model
describe extended train
describe function train
describe database model
describe query select * from train
describe model
describe model.train
describe `model`
show tables
show tables in model
show tables in trainings
select trainings, training, cancel from cancel
show functions
show databases like 'model'
show columns in train
show create table train
show partitions train
show tblproperties model
show views in model
show catalogs
use model
set
set train = 1
set spark.sql.shuffle.partitions = 3
set -v
reset
reset spark.sql.shuffle.partitions
cache table train
cache lazy table model as select 1
uncache table if exists model
clear cache
refresh table train
analyze table train compute statistics for columns label, model
alter table train rename to model
alter table train add columns (load int)
alter table train set tblproperties ('model' = 'x')
truncate table train
explain select * from train
explain extended select model from train
explain formatted select * from load
explain cost select 1
explain codegen select 1
load data inpath 'x' into table train
load data local inpath 'x' overwrite into table model partition (label = 1)
delete from train where label = 1
update train set label = 0 where model = 'x'
merge into train using model on train.id = model.id when matched then update set label = model.label when not matched then insert *
declare variable train int default 1
set var train = 2
execute immediate 'select 1'
call model.train(1)
select :train
comment on table train is 'model'
add jar 'x.jar'
list jars
select * from csv.`train.csv`
select train /* model */ from t -- predict
/* train t as A.`p` */ select 1
select "train t as A.`p`", 'it''s a "model"'
select 1;
