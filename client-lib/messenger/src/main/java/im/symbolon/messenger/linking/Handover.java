package im.symbolon.messenger.linking;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import im.symbolon.messenger.devices.Grant;
import im.symbolon.messenger.records.wire.HandoverRecord;
import im.symbolon.messenger.records.wire.PersonTrustHandoverRecord;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.account.RecoveryException;
import im.symbolon.ratchet.account.SealedRoot;
import im.symbolon.ratchet.linking.HandedOver;
import im.symbolon.ratchet.linking.LinkingException;
import java.util.List;
import java.util.Optional;

/**
 * All that makes a device a full one: what makes it a member, and what is thought of people. Also
 * what a backup begins with. Holds secrets: close it.
 *
 * @param people see {@link im.symbolon.messenger.records.TrustStates}
 * @param history whether the history may be asked for
 */
public record Handover(Grant grant, List<PersonTrustHandoverRecord> people, boolean history)
    implements AutoCloseable {
  /** What this version writes. */
  public static final int VERSION = 1;

  public Handover {
    people = List.copyOf(people);
  }

  /** As bytes; close them. */
  public HandedOver encode() {
    return HandedOver.of(record().toByteArray());
  }

  /** As a message, which holds the list key. */
  public HandoverRecord record() {
    HandoverRecord.Builder out =
        HandoverRecord.newBuilder()
            .setVersion(VERSION)
            .setAccount(grant.list().account().toString())
            .setListKey(ByteString.copyFrom(grant.listKey().seed().expose()))
            .setList(SignedDeviceListCodec.encode(grant.list()).toXml())
            .addAllPeople(people)
            .setHistory(history);
    grant.sealedRoot().ifPresent(root -> out.setSealedRoot(ByteString.copyFrom(root.encode())));
    return out.build();
  }

  /**
   * Reads what {@link #encode} wrote; whether its parts belong together is for the taker to check.
   *
   * @throws ProtocolException MALFORMED
   * @throws LinkingException NEWER_VERSION
   */
  static Handover decode(HandedOver bytes) throws ProtocolException, LinkingException {
    try {
      HandoverRecord found = HandoverRecord.parseFrom(bytes.expose());
      if (found.getVersion() > VERSION) {
        throw new LinkingException(
            LinkingException.Reason.NEWER_VERSION, "handed over by a newer version");
      }
      return of(found);
    } catch (InvalidProtocolBufferException e) {
      throw new ProtocolException(Reason.MALFORMED, "not what is handed over", e);
    }
  }

  /**
   * Reads a message.
   *
   * @throws ProtocolException MALFORMED
   */
  public static Handover of(HandoverRecord found) throws ProtocolException {
    try {
      SignedDeviceList list = SignedDeviceListCodec.decode(SecureXml.parse(found.getList()));
      if (!list.account().toString().equals(found.getAccount())) {
        throw new ProtocolException(Reason.MALFORMED, "a list of another account");
      }
      Optional<SealedRoot> root =
          found.getSealedRoot().isEmpty()
              ? Optional.empty()
              : Optional.of(SealedRoot.parse(found.getSealedRoot().toByteArray()));
      ListKeyPair key = ListKeyPair.restore(found.getListKey().toByteArray());
      return new Handover(new Grant(key, list, root), found.getPeopleList(), found.getHistory());
    } catch (RecoveryException | IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "not what is handed over", e);
    }
  }

  @Override
  public void close() {
    grant.close();
  }

  @Override
  public String toString() {
    return "Handover";
  }
}
