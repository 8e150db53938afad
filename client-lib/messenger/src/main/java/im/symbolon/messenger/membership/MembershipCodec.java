package im.symbolon.messenger.membership;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.membership.wire.ConfirmationRecord;
import im.symbolon.messenger.membership.wire.EpochRecord;
import im.symbolon.messenger.membership.wire.ForgottenEpochRecord;
import im.symbolon.messenger.membership.wire.MembershipRecord;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Memberships as bytes: each epoch by itself, under its hash, and beside them what is believed of
 * the group. What is read was judged before it was written, and is not judged again.
 */
public final class MembershipCodec {
  private MembershipCodec() {}

  /** One of {@link Membership#kept}. */
  public static EpochRecord write(Epoch epoch) {
    return EpochRecord.newBuilder().setXml(EpochCodec.encode(epoch).toXml()).build();
  }

  /**
   * The epoch.
   *
   * @throws ProtocolException when the record is damaged
   */
  public static Epoch read(EpochRecord found) throws ProtocolException {
    return EpochCodec.decode(SecureXml.parse(found.getXml()));
  }

  /** All but the epochs themselves. */
  public static MembershipRecord write(Membership group) {
    MembershipRecord.Builder out =
        MembershipRecord.newBuilder()
            .setRoom(group.place().room().toString())
            .setGenesis(bytes(group.place().genesis()));
    group.pinned().forEach(each -> out.addPinned(bytes(each)));
    group.graph().all().forEach(each -> out.addAccepted(bytes(each.hash())));
    group.held().forEach(each -> out.addHeld(bytes(each.hash())));
    group
        .forgotten()
        .forEach(
            (hash, number) ->
                out.addForgotten(
                    ForgottenEpochRecord.newBuilder().setHash(bytes(hash)).setNumber(number)));
    group
        .confirmations()
        .byMember()
        .forEach((member, epochs) -> out.addConfirmations(write(member, epochs)));
    return out.build();
  }

  /**
   * The membership with its epochs, of which there may be more than it names.
   *
   * @throws ProtocolException MALFORMED when the record is damaged, or an epoch lacks
   */
  public static Membership read(MembershipRecord found, Collection<Epoch> epochs)
      throws ProtocolException {
    Map<EpochHash, Epoch> byHash =
        epochs.stream().collect(Collectors.toMap(Epoch::hash, each -> each));
    Map<EpochHash, Epoch> held = new HashMap<>();
    chosen(found.getHeldList(), byHash).forEach(each -> held.put(each.hash(), each));
    Map<EpochHash, Long> forgotten = new HashMap<>();
    for (ForgottenEpochRecord each : found.getForgottenList()) {
      forgotten.put(hash(each.getHash()), each.getNumber());
    }
    return new Membership(
        new GroupPlace(BareJid.parse(found.getRoom()), hash(found.getGenesis())),
        hashes(found.getPinnedList()),
        new Graph(chosen(found.getAcceptedList(), byHash)),
        held,
        forgotten,
        confirmations(found));
  }

  private static ConfirmationRecord write(BareJid member, Set<EpochHash> epochs) {
    ConfirmationRecord.Builder out = ConfirmationRecord.newBuilder().setMember(member.toString());
    epochs.forEach(each -> out.addEpochs(bytes(each)));
    return out.build();
  }

  private static Confirmations confirmations(MembershipRecord found) throws ProtocolException {
    Map<BareJid, Set<EpochHash>> out = new TreeMap<>();
    for (ConfirmationRecord each : found.getConfirmationsList()) {
      out.put(BareJid.parse(each.getMember()), hashes(each.getEpochsList()));
    }
    return new Confirmations(out);
  }

  private static List<Epoch> chosen(List<ByteString> hashes, Map<EpochHash, Epoch> from)
      throws ProtocolException {
    List<Epoch> out = new ArrayList<>();
    for (ByteString each : hashes) {
      Epoch epoch = from.get(hash(each));
      if (epoch == null) {
        throw new ProtocolException(Reason.MALFORMED, "an epoch of this group is not stored");
      }
      out.add(epoch);
    }
    return out;
  }

  private static Set<EpochHash> hashes(List<ByteString> in) throws ProtocolException {
    Set<EpochHash> out = new HashSet<>();
    for (ByteString each : in) {
      out.add(hash(each));
    }
    return out;
  }

  private static EpochHash hash(ByteString bytes) throws ProtocolException {
    return EpochHash.parse(bytes.toByteArray());
  }

  private static ByteString bytes(EpochHash hash) {
    return ByteString.copyFrom(hash.encode());
  }
}
