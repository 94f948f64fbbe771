set country = 'DE';
select * from clicks where country = '${country}' as local_clicks;
