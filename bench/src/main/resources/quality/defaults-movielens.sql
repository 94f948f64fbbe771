-- MovieLens-1M, MetaSpore's split.
load csv.`${data}/movielens_1m/metaspore_rank_train.csv.gz` where header = true and inferSchema = true as train_rows;
load csv.`${data}/movielens_1m/metaspore_rank_test.csv.gz` where header = true and inferSchema = true as test_rows;

train train_rows as DeepCTR.`${models}/movielens` ${columns}
where
  label = "label" and
  ${options} and
  seed = ${seed};

predict test_rows as DeepCTR.`${models}/movielens` as scored;

select auc(label, probability) as auc, logloss(label, probability) as logloss from scored;
