-- case: outside of the allowed roots
train clicks as DeepCTR.`${outside}/m` where label = "click" and model = "LR";
-- case: out of the allowed roots by dots
train clicks as DeepCTR.`${dir}/../../outside/m` where label = "click" and model = "LR";
-- case: dropping outside of the allowed roots
drop model '${outside}/m';
-- case: not writable
train clicks as DeepCTR.`${models}/foreign/saved_model.pb/m` where label = "click" and model = "LR";
-- case: no file system
train clicks as DeepCTR.`nofs://host/m` where label = "click";
-- case: a folder that holds something else
train clicks as DeepCTR.`${models}/foreign` where label = "click" and model = "LR";
-- case: empty path
train clicks as DeepCTR.`` where label = "click";
