-- case: misspelt first word
trian clicks as DeepCTR.`${dir}/m` where label = "click";
-- case: misspelt where
train clicks as DeepCTR.`${dir}/m` wehre label = "click";
-- case: missing as
train clicks DeepCTR.`${dir}/m` where label = "click";
-- case: missing as in load
load csv.`${dir}/x.csv` where header = true;
-- case: missing path
train clicks as DeepCTR where label = "click";
-- case: missing value
train clicks as DeepCTR.`${dir}/m` where label = "click" and epochs =;
-- case: missing and
train clicks as DeepCTR.`${dir}/m`
where label = "click"
  epochs = 3;
-- case: missing table
train as DeepCTR.`${dir}/m` where label = "click";
-- case: unclosed back-quote
select 1 as one;
train clicks as DeepCTR.`${dir}/m where label = "click";
-- case: unclosed string
select 'one;
select 2;
-- case: unclosed comment
select 1; /* what was it
select 2;
-- case: forgotten semicolon
load csv.`${dir}/x.csv` where header = true as x
select * from x;
-- case: misspelt show
show algoritms;
-- case: misspelt describe
describe modle '${models}/ctr';
-- case: misspelt register
registre DeepCTR.`${models}/ctr` as ctr;
-- case: Spark's own syntax
select * form clicks;
-- case: Spark's own syntax on a later line
select 1 as one;

select click,
       user_id
  from clicks
 were click = 1;
-- case: words of no language
make me a model;
-- case: what follows a failure does not run
select 1 as one;
select * from nowhere;
select 2 as two;
