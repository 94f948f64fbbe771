-- Criteo display advertising, the first 15,000 rows of a random sample; the seed deals 12,000 to training and 3,000 to
-- the test.
load csv.`${data}/criteo/random20k_train.tsv.gz` where sep = "\t" and inferSchema = true as raw_rows;

select *, row_number() over (order by xxhash64(${seed}, *)) as place
  from (select _c0 as label,
               _c1 as I1, _c2 as I2, _c3 as I3, _c4 as I4, _c5 as I5, _c6 as I6, _c7 as I7, _c8 as I8, _c9 as I9,
               _c10 as I10, _c11 as I11, _c12 as I12, _c13 as I13,
               _c14 as C1, _c15 as C2, _c16 as C3, _c17 as C4, _c18 as C5, _c19 as C6, _c20 as C7, _c21 as C8,
               _c22 as C9, _c23 as C10, _c24 as C11, _c25 as C12, _c26 as C13, _c27 as C14, _c28 as C15, _c29 as C16,
               _c30 as C17, _c31 as C18, _c32 as C19, _c33 as C20, _c34 as C21, _c35 as C22, _c36 as C23, _c37 as C24,
               _c38 as C25, _c39 as C26
          from raw_rows)
  as dealt;

select * except (place) from dealt where place <= 12000 as train_rows;
select * except (place) from dealt where place > 12000 as test_rows;

train train_rows as DeepCTR.`${models}/criteo` ${columns}
where
  label = "label" and
  ${options} and
  seed = ${seed};

predict test_rows as DeepCTR.`${models}/criteo` as scored;

select auc(label, probability) as auc, logloss(label, probability) as logloss from scored;
