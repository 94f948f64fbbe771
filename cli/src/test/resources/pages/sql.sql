create temporary view impressions as
select pmod(id * 7919, 97) as user_id, concat('item-', pmod(id, 13)) as last_item, concat('item-', pmod(id, 11)) as item_id,
       if(id % 3 = 0, 'rome', 'oslo') as city, exp(pmod(id, 17) / 4.0D) as price, int(18 + id % 50) as age,
       pmod(id * 31, 4000) * 10 as income, array('news', concat('topic-', id % 5)) as tags, array(0.9D, 0.1D) as tag_weights,
       int(pmod(xxhash64(id), 4) = 0) as click
  from range(400);
create temporary view candidates as
select * from values
  (100L, 7000L, 'phone', 'DE', 34, 2.5D), (101L, 7003L, 'desktop', 'FR', 51, 12.0D), (999L, 7005L, 'phone', null, 20, null)
  as rows(user_id, ad_id, device, country, age, price);
create temporary view pairs as select * from values (100L, 7001L), (102L, 7004L) as rows(u, a);
