CREATE CACHED TABLE symbolonDeviceList (
  account VARCHAR(2047) NOT NULL,
  version BIGINT        NOT NULL,
  CONSTRAINT symbolonDeviceList_pk PRIMARY KEY (account)
);

CREATE CACHED TABLE symbolonOmemoDevice (
  account VARCHAR(2047) NOT NULL,
  omemo   INTEGER       NOT NULL,
  device  INTEGER       NOT NULL,
  listed  INTEGER       NOT NULL,
  changed BIGINT        NOT NULL,
  CONSTRAINT symbolonOmemoDevice_pk PRIMARY KEY (account, omemo, device)
);

CREATE CACHED TABLE symbolonOmemoKey (
  account     VARCHAR(2047) NOT NULL,
  device      INTEGER       NOT NULL,
  identityKey VARCHAR(44)   NOT NULL,
  turn        INTEGER       NOT NULL,
  CONSTRAINT symbolonOmemoKey_pk PRIMARY KEY (account, device)
);
