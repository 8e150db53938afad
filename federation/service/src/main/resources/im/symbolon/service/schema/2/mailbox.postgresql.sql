CREATE TABLE symbolonMailbox (
  owner     VARCHAR(2047) NOT NULL,
  lastPlace BIGINT        NOT NULL,
  messages  INTEGER       NOT NULL,
  bytes     BIGINT        NOT NULL,
  CONSTRAINT symbolonMailbox_pk PRIMARY KEY (owner)
);

CREATE TABLE symbolonMail (
  owner         VARCHAR(2047) NOT NULL,
  place         BIGINT        NOT NULL,
  arrived       BIGINT        NOT NULL,
  expires       BIGINT        NOT NULL,
  correspondent VARCHAR(2047) NOT NULL,
  peer          VARCHAR(3071) NOT NULL,
  audience      VARCHAR(4500) NOT NULL,
  bytes         INTEGER       NOT NULL,
  stanza        TEXT          NOT NULL,
  CONSTRAINT symbolonMail_pk PRIMARY KEY (owner, place)
);

CREATE INDEX symbolonMail_expires_idx ON symbolonMail (expires);

CREATE TABLE symbolonMailSeen (
  owner   VARCHAR(2047) NOT NULL,
  digest  VARCHAR(64)   NOT NULL,
  place   BIGINT        NOT NULL,
  expires BIGINT        NOT NULL,
  CONSTRAINT symbolonMailSeen_pk PRIMARY KEY (owner, digest)
);

CREATE INDEX symbolonMailSeen_expires_idx ON symbolonMailSeen (expires);

CREATE TABLE symbolonMailAck (
  owner  VARCHAR(2047) NOT NULL,
  device INTEGER       NOT NULL,
  place  BIGINT        NOT NULL,
  CONSTRAINT symbolonMailAck_pk PRIMARY KEY (owner, device)
);

CREATE TABLE symbolonMailRun (
  task    VARCHAR(16) NOT NULL,
  lastRun BIGINT      NOT NULL,
  CONSTRAINT symbolonMailRun_pk PRIMARY KEY (task)
);
