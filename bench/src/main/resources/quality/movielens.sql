-- MovieLens-1M, MetaSpore's split: each user's last rating is a test row. Options were chosen on each user's
-- second-last rating, and the training stops by it.
load csv.`${data}/movielens_1m/metaspore_rank_train.csv.gz` where header = true and inferSchema = true as train_rows;
load csv.`${data}/movielens_1m/metaspore_rank_test.csv.gz` where header = true and inferSchema = true as test_rows;
load csv.`${data}/movielens_1m/ratings.csv.gz` where header = true and inferSchema = true as ratings;

select t.label, t.user_id, t.movie_id,
       r.chrono_rank = max(r.chrono_rank) over (partition by r.user_id) - 1 as is_second_last
  from ratings r left join train_rows t on t.user_id = r.user_id and t.movie_id = r.movie_id
  as ranked;

select label, user_id, movie_id from ranked where label is not null and not is_second_last as clicks;
select label, user_id, movie_id from ranked where label is not null and is_second_last as second_last_clicks;

train clicks as DeepCTR.`${models}/movielens` where
  label = "label" and
  ${options} and
  validationTable = "second_last_clicks" and
  earlyStoppingPatience = 2 and
  workers = 1 and
  minCount = 1 and
  seed = ${seed};

predict test_rows as DeepCTR.`${models}/movielens` as scored;

select auc(label, probability) as auc, logloss(label, probability) as logloss from scored;
