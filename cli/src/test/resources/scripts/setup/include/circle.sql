include hdfs.`${scripts}/circle.sql`;
