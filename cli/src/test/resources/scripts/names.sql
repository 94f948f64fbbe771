-- case: unknown table in train
train clikcs as DeepCTR.`${dir}/m` where label = "click";
-- case: unknown table in the query of train
train (
  select *
  from clikcs
) as DeepCTR.`${dir}/m` where label = "click";
-- case: unknown column in the query of train
train (select clik from clicks) as DeepCTR.`${dir}/m` where label = "click";
-- case: unknown table in predict
predict clikcs as DeepCTR.`${models}/ctr`;
-- case: unknown table in save
save overwrite clikcs as parquet.`${dir}/x`;
-- case: unknown table in a query
select *
  from clikcs;
-- case: unknown column in a query
select user_ids from clicks;
-- case: unknown function
select ctr(1, 2);
-- case: unknown function near a registered model
register DeepCTR.`${models}/ctr` as ctr;
select crt(*) from visits;
-- case: unknown function near one of Spark's
select xxhahs64(1);
-- case: unknown column where nothing is near
select zz from (select 1 as column_name);
-- case: a model's path without quotes
describe model models/boo;
-- case: a model's path that looks like a column
describe model boo;
-- case: no such model, but one beside it
describe model '${models}/ctrr';
-- case: a folder of models in place of a model
describe model '${models}';
-- case: unknown algorithm
train clicks as DeepCRT.`${dir}/m` where label = "click";
-- case: unknown algorithm in show options
show options for DeepFM;
-- case: unknown algorithm in register
register LogisticRegression.`${models}/ctr` as ctr;
-- case: unknown algorithm in predict
predict clicks as ALS.`${models}/ctr`;
-- case: unknown label
train clicks as DeepCTR.`${dir}/m` where label = "clik";
-- case: unknown feature
train clicks as DeepCTR.`${dir}/m` where label = "click" and features = "user_id, cty";
-- case: unknown validation table
train clicks as DeepCTR.`${dir}/m` where label = "click" and validationTable = "hold_out";
-- case: unknown format
load cvs.`${dir}/x.csv` as x;
