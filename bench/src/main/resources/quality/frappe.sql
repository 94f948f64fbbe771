-- Frappe, x1 split of the BARS benchmark, with the benchmark's recipe; what differs by network is in ${options}.
load csv.`${data}/frappe_x1/train.reconstructed.csv.gz` where header = true and inferSchema = true as train_rows;
load csv.`${data}/frappe_x1/valid.csv.gz` where header = true and inferSchema = true as valid_rows;
load csv.`${data}/frappe_x1/test.csv.gz` where header = true and inferSchema = true as test_rows;

train train_rows as DeepCTR.`${models}/frappe` where
  label = "label" and
  ${options} and
  optimizer = "adam" and
  sparseOptimizer = "adam" and
  learningRate = 0.001 and
  batchSize = 4096 and
  epochs = 100 and
  validationTable = "valid_rows" and
  lrDecayPatience = 1 and
  earlyStoppingPatience = 2 and
  workers = 1 and
  minCount = 1 and
  seed = ${seed};

predict test_rows as DeepCTR.`${models}/frappe` as scored;

select auc(label, probability) as auc, logloss(label, probability) as logloss from scored;
