-- case: set and use
set city = 'rome';
set limits = 2;
set table_name = "clicks";
set back = `${city}`;
set block = '''it's''';
select count(*) as n, '${city}' as city, '${back}' as back, "${block}" as block from ${table_name} where city = '${city}' limit ${limits};
-- case: Spark's settings
set spark.sql.session.timeZone = Europe/Rome;
select '${spark.sql.session.timeZone}' as zone;
-- case: a value with a comment behind it
set city = 'rome'; -- the eternal one
select '${city}' as city;
-- case: a value over several lines
set query = 'select 1 as one,
 2 as two';
${query};
-- case: a value that uses another
set country = 'italy';
set place = 'rome, ${country}';
select '${place}' as place;
-- case: unknown variable
set label = 'click';
select '${lable}' as x;
-- case: unknown variable in a path
train clicks as DeepCTR.`${dri}/m` where label = "click";
-- case: unknown variable in a table name
select 1 as one;
select *
  from clicks_${suffix};
-- case: unknown variable in a comment does not matter
select 1 as one -- ${nothing}
;
-- case: place behind a variable
select '${dir}' as a, nothing from clicks;
-- case: place of an option behind a variable
train clicks as DeepCTR.`${dir}/m` where label = "click" and epochs = 0;
-- case: a value with an unknown variable
set a = '${b}';
-- case: quotes inside of values
set one = 'it''s';
set two = 'a' || 'b';
select "${one}" as one, ${two} as two;
