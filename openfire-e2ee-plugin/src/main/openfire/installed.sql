
INSERT INTO ofVersion (name, version) VALUES ('symbolon', 2);
