-- case: explain train reads and tries out, and writes nothing [vertical]
explain train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "FM" and embeddingDim = 8 and numeric = "user_id";
show models in '${dir}';
-- case: explain tells what is wrong
explain train clicks as DeepCTR.`${dir}/m` where label = "clik";
