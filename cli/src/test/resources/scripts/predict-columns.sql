-- case: missing column
predict (select user_id, city, price from visits) as DeepCTR.`${models}/ctr` as scored;
-- case: missing column in a call
register DeepCTR.`${models}/ctr` as ctr;
select ctr(*) as p from (select user_id, city from visits);
-- case: mistyped column
predict (select user_id, city, tags as price, tags from visits) as DeepCTR.`${models}/ctr` as scored;
-- case: too few arguments
register DeepCTR.`${models}/ctr` as ctr;
select ctr(user_id, city) as p from visits;
-- case: mistyped argument
register DeepCTR.`${models}/ctr` as ctr;
select user_id,
       ctr(user_id, city, tags, tags) as p
  from visits;
-- case: columns in the wrong order
register DeepCTR.`${models}/ctr` as ctr;
select ctr(city, user_id, price, tags) as p from visits;
-- case: struct with a field too many
register DeepCTR.`${models}/ctr` as ctr;
select ctr(struct(user_id, city, price, tags, note)) as p from visits;
-- case: unknown named argument
register DeepCTR.`${models}/ctr` as ctr;
select ctr(user => user_id, city => city, price => price, tags => tags) as p from visits;
-- case: a source with a column probability
predict (select *, 1 as probability from visits) as DeepCTR.`${models}/ctr` as scored;
-- case: auc without both classes
select auc(1, 0.5D) as auc, logloss(1, 0.5D) as logloss;
-- case: auc of words
select auc(city, price) from (select city, price from clicks where city = 'rome');
