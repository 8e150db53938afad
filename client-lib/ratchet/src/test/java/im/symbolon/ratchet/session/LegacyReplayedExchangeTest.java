package im.symbolon.ratchet.session;

import im.symbolon.protocol.OmemoVersion;

/** The same in legacy OMEMO. */
class LegacyReplayedExchangeTest extends ReplayedExchangeTest {
  @Override
  OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }
}
