-- case: no id
show training;
-- case: an id without quotes
cancel training 3f2c;
-- case: trainings misspelt
show trainigs;
-- case: cancel misspelt
cancle training 'newest';
-- case: the curve of a training that is over [vertical]
train clicks as DeepCTR.`${dir}/m` where
  label = "click" and model = "LR" and epochs = 2 and batchSize = 4 and mode = "sync" and seed = 1
as done;
show training 'newest';
-- case: a training that fails [vertical]
train labels as DeepCTR.`${dir}/m` where label = "two" and model = "LR";
