-- case: two days [vertical]
create temporary view monday as select * from clicks where user_id < 3;
create temporary view tuesday as select * from clicks where user_id >= 3;
train monday as DeepCTR.`${dir}/m` where
  label = "click" and model = "FM" and embeddingDim = 4 and epochs = 1 and mode = "sync" and keepState = true;
train tuesday as DeepCTR.`${dir}/m` where
  label = "click" and model = "FM" and embeddingDim = 4 and epochs = 2 and mode = "sync" and continueFrom = "newest";
describe model '${dir}/m';
register DeepCTR.`${dir}/m` as ctr;
select count(ctr(*)) as scores from clicks;
-- case: from the weights alone [vertical]
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and epochs = 1;
train clicks as DeepCTR.`${dir}/m` where
  label = "click" and model = "LR" and epochs = 1 and continueFrom = 1 and keepVersion = true as second;
select path, version from second;
-- case: no model
train clicks as DeepCTR.`${dir}/m`
where label = "click" and continueFrom = "newest";
-- case: no such version
train clicks as DeepCTR.`${models}/ctr`
where label = "click" and model = "LR" and continueFrom = 7;
-- case: no version at all
train clicks as DeepCTR.`${models}/ctr` where label = "click" and continueFrom = "last";
-- case: another network
train clicks as DeepCTR.`${models}/ctr` where label = "click" and continueFrom = 1 and model = "FM";
-- case: another network by default
train clicks as DeepCTR.`${models}/ctr` where label = "click" and continueFrom = 1;
-- case: other columns
train (select click, user_id, city, price from clicks) as DeepCTR.`${models}/ctr`
where label = "click" and model = "LR" and continueFrom = 1;
-- case: more columns
train (select *, city as town from clicks) as DeepCTR.`${models}/ctr`
where label = "click" and model = "LR" and continueFrom = 1;
-- case: another type
train (select click, string(user_id) as user_id, city, price, tags from clicks) as DeepCTR.`${models}/ctr`
where label = "click" and model = "LR" and continueFrom = 1;
-- case: another order
train (select click, city, user_id, price, tags from clicks) as DeepCTR.`${models}/ctr`
where label = "click" and model = "LR" and continueFrom = 1;
-- case: another feature
train clicks as DeepCTR.`${models}/ctr` columns (category(city, minCount => 2))
where label = "click" and model = "LR" and continueFrom = 1;
-- case: one feature more
train clicks as DeepCTR.`${models}/ctr` columns (cross(city, user_id))
where label = "click" and model = "LR" and continueFrom = 1;
