-- Frappe (x1 split of the BARS benchmark): DeepFM with the leaderboard's recipe.
--
--   bin/quern --format csv -f examples/frappe.sql --set data=<folder>
--
-- where <folder> holds train.reconstructed.csv.gz, valid.csv.gz and test.csv.gz.

load csv.`${data}/train.reconstructed.csv.gz` where header = true and inferSchema = true as train_rows;
load csv.`${data}/valid.csv.gz` where header = true and inferSchema = true as valid_rows;
load csv.`${data}/test.csv.gz` where header = true and inferSchema = true as test_rows;

train train_rows as DeepCTR.`target/models/frappe` where
  label = "label" and
  model = "DeepFM" and
  embeddingDim = 10 and
  hiddenUnits = "400,400,400" and
  batchNorm = true and
  dropout = 0.2 and
  optimizer = "adam" and
  sparseOptimizer = "adam" and
  learningRate = 0.001 and
  embeddingL2 = 0.05 and
  batchSize = 4096 and
  minCount = 1 and
  epochs = 30 and
  validationTable = "valid_rows" and
  lrDecayPatience = 1 and
  earlyStoppingPatience = 2 and
  workers = 1 and
  seed = 2021;

predict test_rows as DeepCTR.`target/models/frappe` as scored;

select auc(label, probability) as testAuc, logloss(label, probability) as testLogloss from scored;
