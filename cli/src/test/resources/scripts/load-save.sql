-- case: save and load
save overwrite visits as parquet.`${dir}/visits`;
load parquet.`${dir}/visits` as back;
select user_id, note from back order by user_id;
-- case: modes
save visits as json.`${dir}/v`;
save append visits as json.`${dir}/v`;
save ignore clicks as json.`${dir}/v`;
load json.`${dir}/v` as v;
select count(*) as n from v;
save overwrite visits as json.`${dir}/v`;
load json.`${dir}/v` as v;
select count(*) as n from v;
-- case: a path that exists
save visits as json.`${scripts}`;
-- case: options of the format
select user_id, note from visits where true as slim;
save overwrite slim as csv.`${dir}/v` where header = "true" and sep = "|" and fileNum = 1;
load csv.`${dir}/v` where header = "true" and sep = "|" as v;
select * from v order by note;
-- case: partitions
save overwrite visits as json.`${dir}/v` partitionBy note;
load json.`${dir}/v` where basePath = "${dir}/v" as v;
select note, user_id from v order by note;
-- case: a path that does not exist
load csv.`${dir}/nothing` where header = true as x;
-- case: a file number that is none
save overwrite visits as json.`${dir}/v` where fileNum = 0;
-- case: an unknown column in partitionBy
save overwrite visits as json.`${dir}/v` partitionBy nothing;
-- case: a bad value for the format's option
load csv.`${scripts}/tables.sql` where header = "perhaps" as x;
