-- Frappe, x1 split of the BARS benchmark; the validation file is not used.
load csv.`${data}/frappe_x1/train.reconstructed.csv.gz` where header = true and inferSchema = true as train_rows;
load csv.`${data}/frappe_x1/test.csv.gz` where header = true and inferSchema = true as test_rows;

train train_rows as DeepCTR.`${models}/frappe` ${columns}
where
  label = "label" and
  ${options} and
  seed = ${seed};

predict test_rows as DeepCTR.`${models}/frappe` as scored;

select auc(label, probability) as auc, logloss(label, probability) as logloss from scored;
