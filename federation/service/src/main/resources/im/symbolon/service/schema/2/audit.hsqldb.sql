CREATE CACHED TABLE symbolonAudit (
  hourStart BIGINT        NOT NULL,
  digest    VARCHAR(64)   NOT NULL,
  event     VARCHAR(20)   NOT NULL,
  subject   VARCHAR(2047) NOT NULL,
  object    VARCHAR(2047) NOT NULL,
  reason    VARCHAR(300)  NOT NULL,
  firstTime BIGINT        NOT NULL,
  lastTime  BIGINT        NOT NULL,
  times     BIGINT        NOT NULL,
  CONSTRAINT symbolonAudit_pk PRIMARY KEY (hourStart, digest)
);

CREATE INDEX symbolonAudit_last_idx ON symbolonAudit (lastTime);
