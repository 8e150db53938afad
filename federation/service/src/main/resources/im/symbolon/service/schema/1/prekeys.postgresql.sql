CREATE TABLE symbolonDevice (
  account         VARCHAR(2047) NOT NULL,
  device          INTEGER       NOT NULL,
  identityKey     VARCHAR(44)   NOT NULL,
  signedId        INTEGER       NOT NULL,
  signedKey       VARCHAR(44)   NOT NULL,
  signedSignature VARCHAR(88)   NOT NULL,
  lastId          INTEGER       NOT NULL,
  lastKey         VARCHAR(44)   NOT NULL,
  lastExpires     BIGINT        NOT NULL,
  lastSignature   VARCHAR(88)   NOT NULL,
  warned          INTEGER       NOT NULL,
  CONSTRAINT symbolonDevice_pk PRIMARY KEY (account, device)
);

CREATE TABLE symbolonPreKey (
  account    VARCHAR(2047) NOT NULL,
  device     INTEGER       NOT NULL,
  keyId      INTEGER       NOT NULL,
  publicKey  VARCHAR(44)   NOT NULL,
  expires    BIGINT        NOT NULL,
  signature  VARCHAR(88)   NOT NULL,
  used       INTEGER       NOT NULL,
  CONSTRAINT symbolonPreKey_pk PRIMARY KEY (account, device, keyId),
  CONSTRAINT symbolonPreKey_once UNIQUE (account, device, publicKey)
);

CREATE INDEX symbolonPreKey_free_idx ON symbolonPreKey (account, device, used, keyId);

CREATE TABLE symbolonClaims (
  account     VARCHAR(2047) NOT NULL,
  device      INTEGER       NOT NULL,
  domain      VARCHAR(255)  NOT NULL,
  windowStart BIGINT        NOT NULL,
  claims      INTEGER       NOT NULL,
  CONSTRAINT symbolonClaims_pk PRIMARY KEY (account, device, domain)
);
