-- What a model's embeddings know: films nearest to a film, by the cosine of their vectors. Trains on MovieLens-1M.
--
--   bin/quern -f examples/neighbours.sql --set data=<folder>
--
-- where <folder> holds metaspore_rank_train.csv.gz and movies.dat.gz.

load csv.`${data}/metaspore_rank_train.csv.gz` where header = true and inferSchema = true as ratings;
load csv.`${data}/movies.dat.gz` where sep = "::" and encoding = "ISO-8859-1" as films;

select label, user_id, movie_id from ratings as clicks;

train clicks as DeepCTR.`target/models/films`
columns (category(user_id), category(movie_id, minCount => 50))
where
  label = "label" and
  model = "FM" and
  embeddingDim = 16 and
  sparseOptimizer = "adam" and
  learningRate = 0.005 and
  embeddingL2 = 5e-6 and
  batchSize = 8192 and
  epochs = 12 and
  seed = 7;

select f._c1 as title, e.vector, e.norm
  from embeddings('target/models/films', 'movie_id') e join films f on f._c0 = e.value
  where e.kind = 'value'
  as vectors;

select a.title as film, b.title as neighbour,
       round(aggregate(zip_with(a.vector, b.vector, (x, y) -> double(x * y)), 0D, (s, x) -> s + x)
             / a.norm / b.norm, 3) as cosine
  from vectors a join vectors b on a.title != b.title
  where a.title in ('Toy Story (1995)', 'Alien (1979)', 'Sense and Sensibility (1995)')
  as pairs;

select film, neighbour, cosine
  from (select *, row_number() over (partition by film order by cosine desc) as place from pairs)
  where place <= 5
  order by film, place;
