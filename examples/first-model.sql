-- A first model: train DeepFM on a click log, register it, predict, and look at the AUC.
-- The log is made here, from a known truth, so that the best AUC any model can reach is known too.

-- 550,000 impressions of 2,000 users and 400 ads; every value is a pure function of the row number.
create temporary view generated as
select id,
       pmod(xxhash64(id, 'user'), 2000) as user_id,
       pmod(xxhash64(id, 'ad'), 400) as ad_id,
       element_at(array('phone', 'desktop', 'tablet'), int(pmod(xxhash64(id, 'device'), 3)) + 1) as device,
       if(pmod(xxhash64(id, 'seen'), 10) = 0, null, pmod(xxhash64(id, 'price'), 10000) / 100.0D) as price,
       transform(sequence(1, int(1 + pmod(xxhash64(id, 'count'), 3))),
                 i -> concat('topic', pmod(xxhash64(id, 'topic', i), 20))) as topics
  from range(550000);

-- The truth: tastes of users and ads meet in three hidden dimensions; device, price and topics shift the odds.
create temporary view weighed as
select *,
       1 / (1 + exp(-(
         -1.6
         + 0.9 * (pmod(xxhash64(user_id, 'bias'), 2001) / 1000 - 1)
         + 0.9 * (pmod(xxhash64(ad_id, 'bias'), 2001) / 1000 - 1)
         + aggregate(sequence(1, 3), 0.0D, (s, k) -> s + 2.2
             * (pmod(xxhash64(user_id, 'taste', k), 2001) / 1000 - 1)
             * (pmod(xxhash64(ad_id, 'taste', k), 2001) / 1000 - 1))
         + case device when 'phone' then 0.4 when 'tablet' then -0.5 else 0 end
         + coalesce(1.2 - price / 40, 0.3)
         + aggregate(topics, 0.0D, (s, t) -> s + 0.7 * (pmod(xxhash64(t, 'bias'), 2001) / 1000 - 1)) / size(topics)
       ))) as truth
  from generated;

select *, pmod(xxhash64(id, 'luck'), 1000000) / 1000000.0D < truth as click
  from weighed where true as clicks_and_truth;

select user_id, ad_id, device, price, topics, click
  from clicks_and_truth where id < 500000 as impressions;

train impressions as DeepCTR.`target/models/first-model` where
  label = "click" and
  model = "DeepFM" and
  embeddingDim = 8 and
  hiddenUnits = "64,32" and
  batchNorm = false and
  dropout = 0 and
  learningRate = 0.003 and
  sparseLearningRate = 0.01 and
  batchSize = 1024 and
  epochs = 4;

register DeepCTR.`target/models/first-model` as ctr;

select id, click, truth, ctr(user_id, ad_id, device, price, topics) as p
  from clicks_and_truth where id >= 500000 as scored;

select round(auc(click, p), 4) as testAuc,
       round(auc(click, truth), 4) as bestReachableAuc,
       round(logloss(click, p), 4) as testLogloss,
       round(logloss(click, truth), 4) as bestReachableLogloss
  from scored;
