create temporary view clicks as
select * from values
  (1, 1L, 'rome',  1.5D, array('a', 'b')),
  (0, 2L, 'rome',  2.5D, array('b')),
  (1, 1L, 'paris', 0.5D, array('a')),
  (0, 3L, 'paris', 4.0D, array('c')),
  (1, 4L, 'rome',  null, array('a', 'c')),
  (0, 2L, null,    3.5D, array()),
  (1, 1L, 'oslo',  1.0D, null),
  (0, 5L, 'oslo',  2.0D, array('b', 'c'))
  as rows(click, user_id, city, price, tags);
create temporary view holdout as select * from clicks where user_id < 3;
create temporary view visits as
select * from values (1L, 'rome', 1.0D, array('a'), 'x'), (9L, null, null, null, 'y')
  as rows(user_id, city, price, tags, note);
create temporary view odd as
select 1 as click, 1L as user_id, map('k', 'v') as attributes, array(0.5D) as scores, current_date() as day;
create temporary view labels as
select * from values (0, 'yes', 2, 1, null, 1L), (1, 'no', 0, 1, null, 2L)
  as rows(good, words, two, always, never, user_id);
