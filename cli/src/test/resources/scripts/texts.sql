-- case: comments and blank lines
-- a line; with a semicolon
/* a block;
   of two lines */
select 1 as one, -- behind; a column
       /* in; between */ 2 as two
;

;
-- the end
-- case: a failure behind comments
/* one
   two */ select 'a;b' as x; select
  nothing -- here
  from clicks;
-- case: nothing at all
-- only a comment
-- case: no semicolon at the end
select 1 as one;
select 2 as two
-- case: non-Latin text
select '東京' as `都市`, 'москва' as `город`, 'é' as e, '😀' as smile, 'x' as plain;
-- case: caret behind wide characters
select '東京', 'москва', '😀', nothing from clicks;
-- case: caret behind tabs
select	1,	nothing	from clicks;
-- case: control characters in values
select 'a\tb' as x, '\u001b[31mred' as y;
-- case: values of all kinds [json]
select 1 as i, 1.5D as d, cast('NaN' as double) as nan, null as nothing, 'a "quote"' as s, true as b,
       array(1, null) as a, map('k', 1) as m, named_struct('x', 1, 'y', null) as t, date'2026-01-02' as day,
       timestamp'2026-01-02 03:04:05' as at, 1.50BD as dec, 1 as i;
-- case: values of all kinds in a table
select 1 as i, 1.5D as d, cast('NaN' as double) as nan, null as nothing, 'a "quote"' as s, true as b,
       array(1, null) as a, map('k', 1) as m, named_struct('x', 1, 'y', null) as t, date'2026-01-02' as day;
-- case: values of all kinds as csv [csv]
select 1 as i, null as nothing, '' as empty, 'a "quote", and a comma' as s, array('x', 'y') as a, 'two
lines' as l;
-- case: values of all kinds as tsv [tsv]
select 1 as i, null as nothing, '' as empty, 'a\tb' as s, 'two
lines' as l;
-- case: a result without rows
select * from clicks where click = 3;
-- case: a result without rows, vertical [vertical]
select click from clicks where click = 3;
-- case: a long line is cut around the place
select 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' as a, nothing, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' as b from clicks;
-- case: a value of several lines
select 'one
two' as lines, 2 as number, 'three' as word;
