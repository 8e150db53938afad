CREATE CACHED TABLE symbolonFile (
  id        VARCHAR(32)   NOT NULL,
  urlHash   VARCHAR(64)   NOT NULL,
  account   VARCHAR(2047) NOT NULL,
  bytes     BIGINT        NOT NULL,
  mediaType VARCHAR(255)  NOT NULL,
  stage     INTEGER       NOT NULL,
  begun     BIGINT        NOT NULL,
  ends      BIGINT        NOT NULL,
  CONSTRAINT symbolonFile_pk PRIMARY KEY (id),
  CONSTRAINT symbolonFile_url UNIQUE (urlHash)
);

CREATE INDEX symbolonFile_account_idx ON symbolonFile (account, stage);

CREATE INDEX symbolonFile_ends_idx ON symbolonFile (ends);

CREATE CACHED TABLE symbolonFileOwner (
  account  VARCHAR(2047) NOT NULL,
  dayStart BIGINT        NOT NULL,
  dayFiles INTEGER       NOT NULL,
  dayBytes BIGINT        NOT NULL,
  CONSTRAINT symbolonFileOwner_pk PRIMARY KEY (account)
);
