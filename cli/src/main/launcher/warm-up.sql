-- What the class-data archive is made from: the statements of a first session, in the working directory.
select id % 2 as click, id % 50 as user, id * 0.5 as price from range(0, 1000, 1, 2) where true as clicks;
save overwrite clicks as parquet.`clicks`;
load parquet.`clicks` as stored;
select user, count(*) as n, avg(price) as price from stored group by user order by n desc limit 3;
train stored as DeepCTR.`model` where label = "click" and model = "LR" and epochs = 1;
predict stored as DeepCTR.`model` as scored;
select auc(click, probability) as auc from scored;
show options for DeepCTR;
