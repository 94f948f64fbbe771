train clicks as DeepCTR.`${models}/ctr` where
  label = "click" and model = "LR" and epochs = 2 and batchSize = 4 and mode = "sync" and seed = 1;
