-- case: category [tsv]
create temporary view shop as
select * from values
  (0, 'ann'), (0, 'ann'), (0, 'bob'), (0, 'bob'), (1, 'cid'), (1, 'dan')
  as rows(click, user);
train shop as DeepCTR.`${dir}/shop` columns (category(user, minCount => 2))
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/shop` as click;
select user, round(click(user), 1) as p from values ('ann'), ('bob'), ('cid'), ('new'), (null) as rows(user);
-- case: table [tsv]
create temporary view sessions as
select * from values
  (1, 'tea', string(null)), (1, 'tea', null), (0, 'rum', null), (0, 'rum', null)
  as rows(click, item, last_item);
train sessions as DeepCTR.`${dir}/sessions` columns (category(last_item, table => 'item'))
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/sessions` as click;
select item, last_item, round(click(item, last_item), 1) as p
  from values ('tea', null), ('cup', 'tea'), ('rum', null), ('cup', 'rum') as rows(item, last_item);
-- case: cross [tsv]
create temporary view taste as
select * from values
  (1, 'rome', 'ice'), (0, 'rome', 'soup'), (0, 'oslo', 'ice'), (1, 'oslo', 'soup')
  as rows(click, city, ad);
train taste as DeepCTR.`${dir}/plain`
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
train taste as DeepCTR.`${dir}/crossed` columns (cross(city, ad))
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/plain` as plain;
register DeepCTR.`${dir}/crossed` as crossed;
select *, round(plain(city, ad), 1) as plain, round(crossed(city, ad), 1) as crossed from taste;
-- case: number [tsv]
create temporary view prices as
select * from values (1, 1D), (1, 3D), (1, 10D), (0, 300D), (0, 1000D), (0, 30000D), (1, null) as rows(click, price);
train prices as DeepCTR.`${dir}/prices` columns (number(price, scale => log, missing => row))
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/prices` as click;
select price, round(click(price), 1) as p from values (1D), (1000D), (1000000D), (null) as rows(price);
-- case: buckets [tsv]
create temporary view ages as
select * from values (0, 16), (0, 17), (1, 20), (1, 24), (0, 40), (0, 70) as rows(click, age);
train ages as DeepCTR.`${dir}/ages` columns (buckets(age, at => (18, 25)) as age_band)
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/ages` as click;
select age, round(click(age), 1) as p from values (5), (18), (21), (25), (99) as rows(age);
-- case: quantiles [tsv]
create temporary view incomes as
select cast(id % 100 < 50 as int) as click, id * id as income from range(1, 100);
train incomes as DeepCTR.`${dir}/incomes` columns (buckets(income, quantiles => 4))
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/incomes` as click;
select income, round(click(income), 1) as p from values (0), (400), (2000), (4000), (9000) as rows(income);
-- case: bag [tsv]
create temporary view reads as
select * from values
  (1, array('news', 'sport'), array(0.9, 0.1)), (0, array('news', 'sport'), array(0.1, 0.9)),
  (1, array('news'), array(1.0)), (0, array('sport'), array(1.0))
  as rows(click, topics, shares);
train reads as DeepCTR.`${dir}/reads` columns (bag(topics, weights => shares, pooling => sum))
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/reads` as click;
select topics, shares, round(click(topics, shares), 1) as p from reads;
-- case: missing [tsv]
create temporary view browsers as
select * from values (1, 'unknown'), (1, 'unknown'), (0, 'chrome'), (0, 'chrome'), (0, 'safari')
  as rows(click, browser);
train browsers as DeepCTR.`${dir}/browsers` columns (category(browser, missing => 'unknown'))
  where label = "click" and model = "LR" and epochs = 10 and learningRate = 1 and mode = "sync";
register DeepCTR.`${dir}/browsers` as click;
select browser, round(click(browser), 1) as p from values ('unknown'), (null), ('chrome') as rows(browser);
-- case: dim [tsv]
create temporary view tastes as
select * from values
  (1, 'rome', 'ice'), (0, 'rome', 'soup'), (0, 'oslo', 'ice'), (1, 'oslo', 'soup')
  as rows(click, city, ad);
train tastes as DeepCTR.`${dir}/tastes` columns (category(city, dim => 1))
  where label = "click" and model = "FM" and embeddingDim = 8 and epochs = 60 and learningRate = 0.1 and mode = "sync";
register DeepCTR.`${dir}/tastes` as click;
select *, round(click(city, ad), 1) as p from tastes;
