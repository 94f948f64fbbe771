-- case: include
include hdfs.`${scripts}/tables.sql`;
select * from from_include;
select '${from_include_too}' as v;
-- case: include in quotes
include '${scripts}/tables.sql';
-- case: a failure inside
include hdfs.`${scripts}/broken.sql`;
-- case: a script that does not exist
select 1 as one;
include hdfs.`${scripts}/nothing.sql`;
-- case: a folder
include hdfs.`${scripts}`;
-- case: a circle
include hdfs.`${scripts}/circle.sql`;
-- case: from elsewhere
include http.`example.com/x.sql`;
-- case: no path
include hdfs.``;
