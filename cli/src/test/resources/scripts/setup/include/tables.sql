-- included by tests
select 1 as one, 'included' as origin as from_include;
set from_include_too = 'a value';
