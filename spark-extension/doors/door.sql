create or replace temporary view impressions as
select cast(id % 10 < 3 as int) as click, concat('user', id % 10) as user_id, id % 7 as ad_id
from range(5000);

train impressions as DeepCTR.`model` where label = "click" and model = "DeepFM" and epochs = 3;

register DeepCTR.`model` as ctr;

select count(*) as scored, auc(click, ctr(user_id => user_id, ad_id => ad_id)) > 0.9 as learnt
from impressions;
