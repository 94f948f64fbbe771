create temporary view clicks as select id as user_id from range(3);
