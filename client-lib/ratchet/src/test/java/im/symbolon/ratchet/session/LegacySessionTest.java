package im.symbolon.ratchet.session;

import im.symbolon.protocol.OmemoVersion;

/** The same in legacy OMEMO. */
class LegacySessionTest extends SessionTest {
  @Override
  OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }
}
