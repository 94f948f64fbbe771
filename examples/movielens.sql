-- MovieLens-1M, the rating-prediction split of the MetaSpore benchmark: each user's last rating is a test row,
-- three-star ratings are dropped, more than three stars is a click. Factorization machine on user and film.
--
--   bin/quern --format csv -f examples/movielens.sql --set data=<folder>
--
-- where <folder> holds metaspore_rank_train.csv.gz, metaspore_rank_test.csv.gz and ratings.csv.gz (which gives the order
-- of a user's ratings). The options were chosen on each user's second-last rating, never on the test rows, and the
-- training stops by it too.

load csv.`${data}/metaspore_rank_train.csv.gz` where header = true and inferSchema = true as train_rows;
load csv.`${data}/metaspore_rank_test.csv.gz` where header = true and inferSchema = true as test_rows;
load csv.`${data}/ratings.csv.gz` where header = true and inferSchema = true as ratings;

select t.label, t.user_id, t.movie_id,
       r.chrono_rank = max(r.chrono_rank) over (partition by r.user_id) - 1 as is_second_last
  from ratings r left join train_rows t on t.user_id = r.user_id and t.movie_id = r.movie_id
  as ranked;

select label, user_id, movie_id from ranked where label is not null and not is_second_last as clicks;
select label, user_id, movie_id from ranked where label is not null and is_second_last as second_last_clicks;

train clicks as DeepCTR.`target/models/movielens` where
  label = "label" and
  model = "FM" and
  embeddingDim = 16 and
  sparseOptimizer = "adam" and
  learningRate = 0.005 and
  embeddingL2 = 5e-6 and
  batchSize = 8192 and
  minCount = 1 and
  epochs = 30 and
  validationTable = "second_last_clicks" and
  earlyStoppingPatience = 2 and
  workers = 1 and
  seed = 7;

predict test_rows as DeepCTR.`target/models/movielens` as scored;

select auc(label, probability) as testAuc, logloss(label, probability) as testLogloss from scored;
