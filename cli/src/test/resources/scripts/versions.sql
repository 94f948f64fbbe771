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
