-- case: from training to prediction [vertical]
train clicks as DeepCTR.`${dir}/m` where
  label = "click" and model = "LR" and epochs = 2 and batchSize = 4 and validationTable = "holdout" and seed = 1;
register DeepCTR.`${dir}/m` as ctr;
select count(*) as rows, count(ctr(*)) as scores from clicks;
-- case: forms of a call
register DeepCTR.`${models}/ctr` as ctr;
select user_id,
       round(ctr(*), 6) as star,
       round(ctr(user_id, city, price, tags), 6) as positions,
       round(ctr(tags => tags, price => price, city => city, user_id => user_id), 6) as names,
       round(ctr(struct(price, tags, user_id, city)), 6) as struct,
       round(predict('${models}/ctr', *), 6) as predict,
       round(predict('${models}/ctr', user_id, city, price, tags, version => 1), 6) as version
  from visits order by user_id;
select note from visits where ctr(user_id, city, price, tags) > 0 order by note;
select count(*) as n, avg(ctr(user_id, city, price, tags)) between 0 and 1 as probable from visits;
-- case: predict as a view
predict visits as DeepCTR.`${models}/ctr` as scored;
select user_id, note, round(probability, 6) as probability from scored order by user_id;
-- case: predict without a view
predict (select * from visits where user_id = 1) as DeepCTR.`${models}/ctr` where version = 1;
-- case: metrics
predict clicks as DeepCTR.`${models}/ctr` as scored;
select round(auc(click, probability), 4) as auc, round(logloss(click, probability), 4) as logloss from scored;
-- case: run is train [vertical]
run clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and epochs = 1;
-- case: only the last result for programs [csv]
select 1 as one;
register DeepCTR.`${models}/ctr` as ctr;
select user_id, round(ctr(*), 6) as p, city, tags from visits order by user_id;
