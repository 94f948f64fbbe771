create temporary view impressions as
select pmod(id * 7919, 97) as user_id, pmod(id * 104729, 31) as ad_id, if(id % 3 = 0, 'phone', 'desktop') as device,
       int(pmod(xxhash64(id), 5) = 0) as click
  from range(400);
create temporary view candidates as select user_id, ad_id, device from impressions limit 10;
