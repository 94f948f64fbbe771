-- case: label not 0 or 1
train labels as DeepCTR.`${dir}/m` where label = "two" and features = "user_id" and model = "LR";
-- case: label of words
train labels as DeepCTR.`${dir}/m` where label = "words" and features = "user_id" and model = "LR";
-- case: only one class
train labels as DeepCTR.`${dir}/m` where label = "always" and features = "user_id" and model = "LR";
-- case: label always null
train (select cast(never as int) as never, user_id from labels) as DeepCTR.`${dir}/m` where label = "never" and features = "user_id" and model = "LR";
-- case: empty source
train (select * from clicks where click = 7) as DeepCTR.`${dir}/m` where label = "click" and model = "LR";
-- case: empty validation table
create temporary view empty as select * from clicks where click = 7;
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and validationTable = "empty";
-- case: label of a type that cannot be one
train odd as DeepCTR.`${dir}/m` where label = "attributes";
-- case: unsupported type named in features
train odd as DeepCTR.`${dir}/m` where label = "click" and features = "user_id,attributes";
-- case: no column to learn from
train (select click, attributes from odd) as DeepCTR.`${dir}/m` where label = "click" and model = "LR";
-- case: columns of unsupported types are skipped [vertical]
train (select * from odd union all select 0, 2L, map(), array(), current_date()) as DeepCTR.`${dir}/m`
  where label = "click" and model = "LR" and epochs = 1;

-- case: the source's query fails while it is read
train (select click, 1 / (user_id - 3) as x from clicks) as DeepCTR.`${dir}/m` where label = "click" and model = "LR";
-- case: a query fails while it is read
select 1 as one;
select click,
       1 div (user_id - 3) as x
  from clicks;
-- case: a view's query fails while it is read
select 1 / (user_id - 3) as x from clicks where true as risky;
select max(x) from risky;
-- case: two columns of one name
train (select click, city, city from clicks) as DeepCTR.`${dir}/m` where label = "click";
