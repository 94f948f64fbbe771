-- case: words of the clause are names [vertical]
create temporary view columns as select click, user_id as columns, city as category, price as number, tags as array from clicks;
train columns as DeepCTR.`${dir}/m` columns (
  category(columns) as functions, number(number), category(category, table => category), bag(array) as bag
) where label = "click" and model = "LR" and epochs = 1 as functions;
select algorithm, version, rows from functions;
register DeepCTR.`${dir}/m` as model;
select count(model(columns, category, number, array)) as scored from columns;
-- case: spark keeps its own functions
create temporary view `for` as select 1 as category;
select category from `for`;
show columns in `for`;
show functions like 'for';
