-- case: algorithms
show algorithms;
-- case: options
show options for DeepCTR;
-- case: models [vertical]
show models in '${models}/ctr';
-- case: no models
show models in '${dir}';
-- case: models in a folder that does not exist
show models in '${dir}/nothing';
-- case: describe [vertical]
describe model '${models}/ctr' version 1;
-- case: versions [vertical]
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and epochs = 1 and keepVersion = true;
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and epochs = 1 and keepVersion = true;
show models in '${dir}';
drop model '${dir}/m' version 1;
show models in '${dir}/m';
drop model '${dir}/m';
show models in '${dir}';
-- case: describe and drop of Spark
create temporary view model as select 1 as x;
describe model;
drop view model;
