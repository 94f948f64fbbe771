-- One script for every door; what it must give is in conformance.out, by the numbers of the statements.
-- ${folder} is a folder of the run, with people.csv in it. Lines stay below 100 characters: a terminal is 150 wide.

-- Tables, variables, settings.
load csv.`${folder}/people.csv` where header = true and inferSchema = true as people;
set country = 35;
set spark.sql.session.timeZone = Europe/Berlin;
create or replace temporary view clicks as
select id % 2 = pmod(xxhash64(id), 10) % 2 as click, id % 5 as user, id % 3 as ad, 'größe' as size
from range(0, 400, 1, 2);
select * from people order by id;
select id, name from people where id * 10 < ${country} order by id desc;
describe clicks;
show tables;

-- Types.
select true as b, 1Y as t, -2S as s, 3 as i, 9223372036854775807L as l, cast(0.1 as float) as f,
  0.1D as d, 12.50BD as m, 'x' as c, X'C3BC' as bin;
select date '2024-02-29' as d, timestamp '2024-02-29 12:34:56.789' as ts,
  timestamp '2024-07-01 00:00:00' as summer, timestamp_ntz '2024-03-30 02:30:00.000001' as ntz,
  interval '1-2' year to month as ym, interval '1 02:03:04.5' day to second as ds;
select cast(null as boolean) as b, cast(null as tinyint) as t, cast(null as smallint) as s,
  cast(null as int) as i, cast(null as bigint) as l, cast(null as float) as f,
  cast(null as double) as d, cast(null as decimal(9, 2)) as m, cast(null as string) as c,
  cast(null as binary) as bin, cast(null as date) as dd, cast(null as timestamp) as ts,
  cast(null as array<int>) as a, cast(null as struct<x: int>) as st, null as n;
select array(1, null, 3) as a, map('ключ', 1.5D, 'b', null) as m,
  named_struct('x', 1, 'y', cast(null as string), 'z', array('ü', '𝄞')) as s,
  array(named_struct('d', date '2024-02-29', 't', true)) as n, array() as e,
  array(cast(0.1 as float)) as f;
select 'ünï' as latin, '東京' as wide, '𝄞😀' as astral, 'e\u0301' as combined, '' as empty, 'NULL' as word,
  'a\tb' as tab, 'it''s "so", \\ <b>&amp;</b>' as quoted;
select cast(1e-18 as decimal(38, 18)) as small, 12345678901234567890123456789012345678BD as large,
  cast(0 as decimal(5, 2)) as zero, cast(-0.5 as decimal(3, 1)) as half;
select double('NaN') as nan, double('-Infinity') as inf, -0.0D as negative, 1e300D as big, 1e-5D as tiny,
  cast(3.4028235e38 as float) as most, cast(16777216 as float) as whole;
select 1 as a, 'two' as a, 3 as `b c`, 4 as `größe`;
select name, height from people where false;
select id, id * id as square, concat('row ', id) as name from range(2000);
select count(*) as n, sum(id) as s, max(name) as last from
  (select id, concat('row ', id) as name from range(2000));

-- The dialect.
show algorithms;
explain train clicks as DeepCTR.`${folder}/ctr` where label = "click" and model = "LR";
set epochs = 3;
train clicks as DeepCTR.`${folder}/ctr` columns (category(user, minCount => 2))
where label = "click" and model = "LR" and mode = "sync" and workers = 1 and seed = 7
  and epochs = ${epochs} and learningRate = 0.1 as trained;
select version, rows, epochs, round(loss, 6) as loss, round(auc, 6) as auc from trained;
train (select * from clicks where user < 4) as DeepCTR.`${folder}/ctr`
where label = "click" and model = "FM" and mode = "sync" and workers = 1 and seed = 7
  and epochs = 2 and keepVersion = true;
show models in '${folder}/ctr';
describe model '${folder}/ctr' version 1;
tag model '${folder}/ctr' version 1 as 'prod';
promote model '${folder}/ctr' version 2 as 'prod' if auc > 2;
register DeepCTR.`${folder}/ctr` as ctr where version = 'prod';
select user, ad, round(ctr(user, ad, size), 6) as p
from (select distinct user, ad, size from clicks) order by user, ad limit 4;
predict (select * from clicks where user = 1 and ad = 2 limit 1) as DeepCTR.`${folder}/ctr`
where version = 2 as scored;
select round(predict('${folder}/ctr', struct(user, ad, size), version => 'prod'), 6) as p
from clicks where user = 4 limit 1;
select value, kind, round(weight, 6) as weight, size(vector) as width
from embeddings('${folder}/ctr', 'user', version => 1) order by kind, value;
select feature_key('${folder}/ctr', 'user', 3L) = key as same
from embeddings('${folder}/ctr', 'user', version => 1) where value = '3';
select round(logloss(click, p), 6) as logloss, round(auc(click, p), 6) as auc
from (select click, ctr(user, ad, size) as p from clicks);
drop model '${folder}/ctr' version 2;
drop model '${folder}/ctr' tag 'prod';

-- Errors.
select '😀' as face, * form clicks;
trian clicks as DeepCTR.`${folder}/m` where label = "click";
train clicks as DeepCTR.`${folder}/m` wehre label = "click";
select user,
  '𝄞😀' as astral, usr
from clicks;
select * from cliks;
select nothing_such(user) from clicks;
select 1 as n,
  '𝄞' as clef, cast(concat('x', user) as int) as i from clicks;
train clicks as DeepCTR.`${folder}/m`
where label = "click" and epoch = 3;
train clicks as DeepCTR.`${folder}/m` where label = "click" and epochs = 0;
train clicks as DeepCTR.`${folder}/m` where label = "clik";
train clicks as DeepCTR.`${folder}/m` where label = "click" and model = "${networkk}";
train (select '😀' as face, clikc
  from clicks) as DeepCTR.`${folder}/m` where label = "face";
predict (select user from clicks) as DeepCTR.`${folder}/ctr`;
select auc(user, 0.5D) from clicks;
train (select true as click, 1 as user) as DeepCTR.`${folder}/bad` where label = "click" and model = "LR";
describe model '${folder}/bad';
promote model '${folder}/ctr' version 1 as 'prod' if acu > 0.5;
cancel training 'no-such-training';

-- The end of one that would not end; then what is there afterwards.
train clicks as DeepCTR.`${folder}/endless`
where label = "click" and model = "LR" and epochs = 100000;
describe model '${folder}/endless';
select count(*) as clicks from clicks;
drop model '${folder}/ctr';
show models in '${folder}';
