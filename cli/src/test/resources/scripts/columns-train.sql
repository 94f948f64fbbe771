-- case: every function at once [vertical]
create temporary view impressions as
select click, user_id, user_id as last_item, city, price, tags, transform(tags, tag -> 0.5D) as tag_weights, user_id * 10 as age
  from clicks;
train impressions as DeepCTR.`${dir}/m` columns (
  category(user_id, minCount => 2),
  category(last_item, table => 'user_id'),
  cross(user_id, city, minCount => 2) as user_city,
  cross(city, tags),
  number(price, scale => 'log', missing => 'mean'),
  buckets(price, quantiles => 3) as price_band,
  buckets(age, at => array(15, 25, 35)) as age_band,
  number(age, scale => minMax, missing => 0),
  bag(tags, pooling => 'sum', weights => tag_weights, maxSize => 2)
) where label = "click" and model = "FM" and embeddingDim = 4 and epochs = 2 and mode = "sync" as trained;
register DeepCTR.`${dir}/m` as click;
select count(*) as rows, count(click(*)) as scores, min(click(*)) > 0 and max(click(*)) < 1 as probable from impressions;
-- case: a model with a network [vertical]
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, minCount => 2), cross(user_id, city), buckets(price, quantiles => 3), bag(tags, pooling => max)
) where label = "click" and model = "DeepFM" and embeddingDim = 4 and hiddenUnits = "8" and epochs = 1;
register DeepCTR.`${dir}/m` as click;
select count(click(*)) as scores from clicks;
-- case: functions
show functions for DeepCTR;
