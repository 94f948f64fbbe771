-- case: a query's result becomes a view
select user_id, count(*) as n from clicks group by user_id order by n desc, user_id limit 2 as top;
select * from top;
-- case: behind where and group by
select city from clicks where click = 1 as where_clicked;
select city, count(*) as n from where_clicked group by city order by n desc, city as by_city;
select * from by_city;
-- case: the alias of the last relation also becomes a view
select user_id from clicks where user_id = 5 union all select user_id from visits where user_id = 9 as both;
select * from both;
select note from visits as seen;
select count(*) as n from seen;
-- case: an alias that is referenced stays an alias
select seen.note from visits as seen;
select * from seen;
-- case: an alias that is a table stays an alias
select note from visits as clicks;
select count(*) as n from clicks;
-- case: a column alias never makes a view
select 1 as one;
select * from one;
-- case: with clauses
with c as (select city from clicks where click = 1) select city from c where city like 'r%' as romans;
select * from romans;
-- case: the result of train [vertical]
train clicks as DeepCTR.`${dir}/m` where label = "click" and model = "LR" and epochs = 1 as outcome;
select algorithm, version, rows, epochs, loss > 0 as has_loss from outcome;
-- case: a view may be replaced
select 1 as x from clicks where click = 0 limit 1 as v;
select 2 as x from clicks where click = 0 limit 1 as v;
select * from v;
