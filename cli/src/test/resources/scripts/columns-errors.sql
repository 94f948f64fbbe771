-- case: unknown function
train clicks as DeepCTR.`${dir}/m` columns (
  catgory(user_id)
) where label = "click";
-- case: unknown argument
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, mincuont => 2)
) where label = "click";
-- case: argument given twice
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, minCount => 2, mincount => 3)
) where label = "click";
-- case: argument of the wrong type
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id),
  category(city, minCount => few)
) where label = "click";
-- case: list where one value is due
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, minCount => (1, 2))
) where label = "click";
-- case: argument out of range
train clicks as DeepCTR.`${dir}/m` columns (
  buckets(price, quantiles => 1)
) where label = "click";
-- case: argument that is none of the words
train clicks as DeepCTR.`${dir}/m` columns (
  number(price, scale => 'cubic')
) where label = "click";
-- case: argument missing what is neither row nor mean nor number
train clicks as DeepCTR.`${dir}/m` columns (
  number(price, missing => median)
) where label = "click";
-- case: unknown column
train clicks as DeepCTR.`${dir}/m` columns (
  cross(user_id, citty)
) where label = "click";
-- case: the label as a column
train clicks as DeepCTR.`${dir}/m` columns (
  category(click)
) where label = "click";
-- case: column that is not among the features
train clicks as DeepCTR.`${dir}/m` columns (
  category(city)
) where label = "click" and features = "user_id,price";
-- case: array where one value is due
train clicks as DeepCTR.`${dir}/m` columns (
  category(tags)
) where label = "click";
-- case: one value where an array is due
train clicks as DeepCTR.`${dir}/m` columns (
  bag(city)
) where label = "click";
-- case: text where a number is due
train clicks as DeepCTR.`${dir}/m` columns (
  number(city)
) where label = "click";
-- case: type that no function takes
train odd as DeepCTR.`${dir}/m` columns (
  category(attributes)
) where label = "click";
-- case: too few columns
train clicks as DeepCTR.`${dir}/m` columns (
  cross(user_id)
) where label = "click";
-- case: too many columns
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, city)
) where label = "click";
-- case: a column twice
train clicks as DeepCTR.`${dir}/m` columns (
  cross(city, City)
) where label = "click";
-- case: buckets of nothing
train clicks as DeepCTR.`${dir}/m` columns (
  buckets(price)
) where label = "click";
-- case: buckets of both
train clicks as DeepCTR.`${dir}/m` columns (
  buckets(price, at => (1, 2), quantiles => 4)
) where label = "click";
-- case: boundaries not ascending
train clicks as DeepCTR.`${dir}/m` columns (
  buckets(price, at => (1, 3, 2))
) where label = "click";
-- case: unknown weights
train clicks as DeepCTR.`${dir}/m` columns (
  bag(tags, weights => tag_weights)
) where label = "click";
-- case: weights that are no array of numbers
train clicks as DeepCTR.`${dir}/m` columns (
  bag(tags, weights => price)
) where label = "click";
-- case: two features of one name
train clicks as DeepCTR.`${dir}/m` columns (
  number(price), buckets(price, quantiles => 4)
) where label = "click";
-- case: a feature of the name of another column
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id) as City
) where label = "click";
-- case: clause against option categorical
train clicks as DeepCTR.`${dir}/m` columns (
  number(price)
) where label = "click" and categorical = "price";
-- case: clause against option numeric
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id)
) where label = "click" and numeric = "user_id";
-- case: table of other values
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, table => city)
) where label = "click";
-- case: table of a number
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, table => price)
) where label = "click";
-- case: no parenthesis
train clicks as DeepCTR.`${dir}/m` columns (
  category user_id
) where label = "click";
-- case: a quoted column
train clicks as DeepCTR.`${dir}/m` columns (
  category('user_id')
) where label = "click";
-- case: an equals sign for an arrow
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, minCount = 2)
) where label = "click";
-- case: column behind an argument
train clicks as DeepCTR.`${dir}/m` columns (
  cross(user_id, minCount => 2, city)
) where label = "click";
-- case: parameter without a value
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, minCount => ?)
) where label = "click";
-- case: unknown variable
train clicks as DeepCTR.`${dir}/m` columns (
  category(user_id, minCount => ${few})
) where label = "click";
-- case: misspelt clause
train clicks as DeepCTR.`${dir}/m` colums (category(user_id)) where label = "click";
-- case: columns of predict
predict clicks as DeepCTR.`${models}/ctr` columns (category(user_id));
-- case: clause behind the options
train clicks as DeepCTR.`${dir}/m` where label = "click" columns (category(user_id));
-- case: functions of an unknown algorithm
show functions for DeepCRT;
-- case: explain tells it too
explain train clicks as DeepCTR.`${dir}/m` columns (catgory(user_id)) where label = "click";
