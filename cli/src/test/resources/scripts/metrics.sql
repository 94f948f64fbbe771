-- case: ranking
create temporary view scored as select * from values
  ('ann', 1, 0.9D), ('ann', 0, 0.4D), ('ann', 0, 0.6D), ('bob', 1, 0.3D), ('bob', 0, 0.2D),
  ('bob', 0, 0.5D), ('eve', 1, 0.7D) as t(user_id, click, p);
select round(auc(click, p), 4) as auc,
       round(auc_approx(click, p), 4) as auc_approx,
       round(gauc(user_id, click, p), 4) as gauc
  from scored;
-- case: probabilities
create temporary view scored as select * from values
  ('ann', 1, 0.9D), ('ann', 0, 0.4D), ('ann', 0, 0.6D), ('bob', 1, 0.3D), ('bob', 0, 0.2D),
  ('bob', 0, 0.5D), ('eve', 1, 0.7D) as t(user_id, click, p);
select round(logloss(click, p), 4) as logloss,
       round(normalized_entropy(click, p), 4) as normalized_entropy,
       round(copc(click, p), 4) as copc,
       round(rmse(click, p), 4) as rmse
  from scored;
-- case: decisions
create temporary view scored as select * from values
  ('ann', 1, 0.9D), ('ann', 0, 0.4D), ('ann', 0, 0.6D), ('bob', 1, 0.3D), ('bob', 0, 0.2D),
  ('bob', 0, 0.5D), ('eve', 1, 0.7D) as t(user_id, click, p);
select round(precision(click, p), 4) as precision,
       round(recall(click, p), 4) as recall,
       round(f1(click, p), 4) as f1,
       round(accuracy(click, p), 4) as accuracy,
       round(precision(click, p, 0.7), 4) as surer
  from scored;
-- case: by group, filtered and in a window
create temporary view scored as select * from values
  ('ann', 1, 0.9D), ('ann', 0, 0.4D), ('ann', 0, 0.6D), ('bob', 1, 0.3D), ('bob', 0, 0.2D),
  ('bob', 0, 0.5D), ('eve', 1, 0.7D) as t(user_id, click, p);
select user_id, auc(click, p) as auc, round(copc(click, p), 4) as copc,
       accuracy(click, p) filter (where click = 1) as found
  from scored group by user_id order by user_id;
select distinct user_id, round(rmse(click, p) over (partition by user_id), 4) as rmse
  from scored order by user_id;
-- case: nulls, one class and no rows
select auc(y, p) as auc, gauc(g, y, p) as gauc, normalized_entropy(y, p) as ne, copc(y, p) as copc,
       recall(y, p) as recall, precision(y, p) as precision
  from values ('a', 0, 0.1D), ('b', 0, 0.2D), (null, null, 0.3D), ('c', 0, null) as t(g, y, p);
select logloss(click, price) as logloss, rmse(click, price) as rmse, f1(click, price) as f1
  from clicks where click = 7;
-- case: columns and views may have the same names
select precision, f1, recall(click, f1) over () as recall
  from values (1, 0.7D, 'x'), (0, 0.1D, 'y') as t(click, f1, precision);
-- case: gauc without groups
select gauc(click, price) from clicks;
-- case: a threshold that is no constant
select accuracy(click, price, price) from clicks;
-- case: no probability
select copc(click, 2 * click) from clicks;
-- case: training by group [vertical]
train clicks as DeepCTR.`${dir}/m` where
  label = "click" and model = "LR" and epochs = 2 and batchSize = 4 and validationTable = "holdout" and seed = 1
  and gaucBy = "city" and monitor = "loss" and threshold = 0.4 and clipNorm = 10 and positiveWeight = 2;
-- case: gauc by a number
train clicks as DeepCTR.`${dir}/m` where
  label = "click" and model = "LR" and
  gaucBy = "price";
-- case: gauc by what is not there
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and gaucBy = "town";
-- case: gauc monitored without a group
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and monitor = "gauc";
