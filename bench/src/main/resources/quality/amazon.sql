-- Amazon employee access, CatBoost's split.
load csv.`${data}/amazon_access/catboost_split_train.csv.gz` where header = true and inferSchema = true as train_rows;
load csv.`${data}/amazon_access/catboost_split_test.csv.gz` where header = true and inferSchema = true as test_rows;

train train_rows as DeepCTR.`${models}/amazon` ${columns}
where
  label = "ACTION" and
  ${options} and
  seed = ${seed};

predict test_rows as DeepCTR.`${models}/amazon` as scored;

select auc(ACTION, probability) as auc, logloss(ACTION, probability) as logloss from scored;
