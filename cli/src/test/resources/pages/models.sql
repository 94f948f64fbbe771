create temporary view clicks as
select pmod(id * 7919, 97) as user, pmod(id * 104729, 31) as item, if(id % 3 = 0, 'phone', 'desktop') as device,
       int(pmod(xxhash64(id), 5) = 0) as label
  from range(2000);
