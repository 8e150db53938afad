CREATE CACHED TABLE symbolonDomainKey (
  singleton  INTEGER      NOT NULL,
  publicKey  VARCHAR(44)  NOT NULL,
  privateKey VARCHAR(200) NOT NULL,
  CONSTRAINT symbolonDomainKey_pk PRIMARY KEY (singleton)
);
