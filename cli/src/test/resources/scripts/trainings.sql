-- case: no id
show training;
-- case: an id without quotes
cancel training 3f2c;
-- case: trainings misspelt
show trainigs;
-- case: cancel misspelt
cancle training 'newest';
