CREATE CACHED TABLE symbolonPolicy (
  kind    VARCHAR(20)   NOT NULL,
  name    VARCHAR(2047) NOT NULL,
  setting VARCHAR(100)  NOT NULL,
  CONSTRAINT symbolonPolicy_pk PRIMARY KEY (kind, name)
);

CREATE CACHED TABLE symbolonPolicyVersion (
  singleton INTEGER NOT NULL,
  version   BIGINT  NOT NULL,
  CONSTRAINT symbolonPolicyVersion_pk PRIMARY KEY (singleton)
);

INSERT INTO symbolonPolicyVersion (singleton, version) VALUES (1, 0);
