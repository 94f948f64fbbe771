create temporary view cities as select * from values ('rome'), ('oslo'), ('lima') as rows(city);
create temporary view clicks as
select int(pmod(xxhash64(id), 5) = 0) as click, element_at(array('rome', 'oslo', 'lima'), int(id % 3) + 1) as city,
       pmod(id, 7) as hour
  from range(300);
train clicks as DeepCTR.`models/ctr` where label = "click" and model = "FM" and embeddingDim = 4 and epochs = 1;
