-- UCI census income, the set's own train and test files.
load csv.`${data}/adult/adult.data.gz` where inferSchema = true and ignoreLeadingWhiteSpace = true as raw_train;
load csv.`${data}/adult/adult.test.gz` where inferSchema = true and ignoreLeadingWhiteSpace = true as raw_test;

select _c0 as age, _c1 as workclass, _c2 as fnlwgt, _c3 as education, _c4 as education_num, _c5 as marital_status,
       _c6 as occupation, _c7 as relationship, _c8 as race, _c9 as sex, _c10 as capital_gain, _c11 as capital_loss,
       _c12 as hours_per_week, _c13 as country, cast(_c14 like '>50K%' as int) as label
  from raw_train where _c14 is not null as train_rows;
select _c0 as age, _c1 as workclass, _c2 as fnlwgt, _c3 as education, _c4 as education_num, _c5 as marital_status,
       _c6 as occupation, _c7 as relationship, _c8 as race, _c9 as sex, _c10 as capital_gain, _c11 as capital_loss,
       _c12 as hours_per_week, _c13 as country, cast(_c14 like '>50K%' as int) as label
  from raw_test where _c14 is not null as test_rows;

train train_rows as DeepCTR.`${models}/adult` ${columns}
where
  label = "label" and
  ${options} and
  seed = ${seed};

predict test_rows as DeepCTR.`${models}/adult` as scored;

select auc(label, probability) as auc, logloss(label, probability) as logloss from scored;
