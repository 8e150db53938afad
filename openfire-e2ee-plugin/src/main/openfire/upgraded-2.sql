
UPDATE ofVersion SET version = 2 WHERE name = 'symbolon';
