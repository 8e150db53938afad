package im.symbolon.ratchet.session;

import im.symbolon.protocol.OmemoVersion;

/** The same in legacy OMEMO. */
class LegacyForwardSecrecyTest extends ForwardSecrecyTest {
  @Override
  OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }
}
