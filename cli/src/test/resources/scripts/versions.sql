-- case: no such metric
promote model '${models}/ctr' version 1 as 'best' if acu > 0.5;
-- case: dropping the only version
drop model '${models}/ctr' version 1;
-- case: unknown tag in describe
describe model '${models}/ctr' version 'prod';
-- case: unknown tag in predict
select predict('${models}/ctr', *, version => 'prod') from clicks;
-- case: unknown tag in drop
drop model '${models}/ctr' tag 'prod';
-- case: no tag
tag model '${models}/ctr' version 1 as 'new est';
-- case: newest is no tag
tag model '${models}/ctr' version 1 as newest;
-- case: unknown version to tag
tag model '${models}/ctr' version 7 as 'prod';
-- case: outside of the allowed roots
tag model '${outside}/m' version 1 as 'prod';
-- case: no version to tag
tag model '${models}/ctr' as 'prod';
-- case: no number to compare with
promote model '${models}/ctr' version 1 as 'prod' if auc >= high;
-- case: from a tag to another version and back [vertical]
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and epochs = 1 as first;
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and epochs = 1 and keepVersion = true as second;
tag model '${dir}/m' version 1 as 'prod';
promote model '${dir}/m' version 2 as 'prod' if auc >= 0 and LOSS < 10;
tag model '${dir}/m' version 2 as best;
drop model '${dir}/m' tag 'best';
restore model '${dir}/m' to version 1;
select predict('${dir}/m', *, version => 'prod') = predict('${dir}/m', *, version => 2) as same
  from clicks limit 1;
drop model '${dir}/m' version 3;
show models in '${dir}/m';
-- case: not good enough
promote model '${models}/ctr' version 1 as 'prod' if auc > 1;
