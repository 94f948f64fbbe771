-- included by tests
select 1;
select * from nowhere;
