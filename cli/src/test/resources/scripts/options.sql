-- case: unknown option
train clicks as DeepCTR.`${dir}/m` where
  label = "click" and
  learing_rate = 0.1;
-- case: unknown option without a near name
train clicks as DeepCTR.`${dir}/m` where label = "click" and colour = "blue";
-- case: duplicate option
train clicks as DeepCTR.`${dir}/m` where
  label = "click" and epochs = 1 and
  Epochs = 2;
-- case: not a whole number
train clicks as DeepCTR.`${dir}/m` where label = "click" and epochs = "ten";
-- case: a fraction for a whole number
train clicks as DeepCTR.`${dir}/m` where label = "click" and epochs = 1.5;
-- case: not a boolean
train clicks as DeepCTR.`${dir}/m` where label = "click" and batchNorm = "perhaps";
-- case: not one of the words
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "DeepFN";
-- case: option of another network
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "DeepFM" and crossLayers = 2;
-- case: a network of pairs with one feature
train clicks as DeepCTR.`${dir}/m` where label = "click" and features = "city" and model = "FwFM";
-- case: a context that is no feature
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "FinalMLP" and context1 = "cty";
-- case: out of range
train clicks as DeepCTR.`${dir}/m` where label = "click" and learningRate = -0.1;
-- case: out of range in a list
train clicks as DeepCTR.`${dir}/m` where label = "click" and hiddenUnits = "64,0";
-- case: label missing
select 1 as one;
train clicks as DeepCTR.`${dir}/m` where model = "LR";
-- case: no options at all
train clicks as DeepCTR.`${dir}/m`;
-- case: label among the features
train clicks as DeepCTR.`${dir}/m` where label = "click" and features = "click,city";
-- case: categorical and numeric
train clicks as DeepCTR.`${dir}/m` where label = "click" and categorical = "city" and numeric = "city";
-- case: a text as number
train clicks as DeepCTR.`${dir}/m` where label = "click" and numeric = "city";
-- case: two ways of validation
train clicks as DeepCTR.`${dir}/m` where label = "click" and validationTable = "holdout" and validationFraction = 0.1;
-- case: several workers in mode sync
train clicks as DeepCTR.`${dir}/m` where label = "click" and mode = "sync" and workers = 2;
-- case: unknown option of predict
predict clicks as DeepCTR.`${models}/ctr` where batchSize = 10;
-- case: version that is no number
register DeepCTR.`${models}/ctr` as ctr where version = "latest";
-- case: options of MLSQL that have no meaning here
train clicks as DeepCTR.`${dir}/m` where label = "click" and `fitParam.0.jobName` = "worker" and epochs = 0;
