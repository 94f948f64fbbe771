-- case: register without a model
register DeepCTR.`${dir}/m` as ctr;
-- case: predict without a model
predict visits as DeepCTR.`${dir}/m` as scored;
-- case: function predict without a model
select user_id,
       predict('${dir}/m', *) as p
  from visits;
-- case: a version that does not exist
register DeepCTR.`${models}/ctr` as ctr where version = 7;
-- case: function predict with a version that does not exist
select predict('${models}/ctr', *, version => 7) as p from visits;
-- case: truncated
predict visits as DeepCTR.`${models}/truncated` as scored;
select * from scored;
-- case: register truncated
register DeepCTR.`${models}/truncated` as ctr;
-- case: garbled manifest
register DeepCTR.`${models}/garbled` as ctr;
-- case: of a newer Quern
register DeepCTR.`${models}/newer` as ctr;
-- case: foreign
predict visits as DeepCTR.`${models}/foreign` as scored;
-- case: foreign function predict
select predict('${models}/foreign', *) as p from visits;
-- case: describe without a model
describe model '${dir}/m';
-- case: describe a version that does not exist
describe model '${models}/ctr' version 7;
-- case: drop without a model
drop model '${dir}/m';
