package im.symbolon.lab.people;

import im.symbolon.lab.Patience;
import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.linking.LinkRequest;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.DeviceId;
import im.symbolon.ratchet.linking.LinkingException;
import java.util.Optional;

/** Links devices as people do: the new one shows a code, which is typed into another one. */
public final class Linked {
  private Linked() {}

  /** What is handed over besides the membership. */
  public enum With {
    NOTHING,
    HISTORY
  }

  /**
   * Makes a connected device a member of its account.
   *
   * @return the code that was typed
   * @throws IllegalStateException when it does not wait, or is not linked in time
   */
  public static String by(Messenger member, Messenger newcomer, With with)
      throws StoreException, LinkingException, GrantException {
    require("waits", Patience.until(() -> isNow(newcomer, Membership.UNLINKED)));
    String code = newcomer.linking().invite().typed();
    try (LinkRequest request = find(member, code)) {
      request.approve(with == With.HISTORY);
    }
    require("is linked", Patience.until(() -> isNow(newcomer, Membership.LINKED)));
    require("is known", Patience.until(() -> knows(member, newcomer.device())));
    return code;
  }

  private static boolean isNow(Messenger device, Membership membership) throws StoreException {
    return device.ownDevices().membership() == membership;
  }

  private static boolean knows(Messenger member, DeviceId other) throws StoreException {
    return member.ownDevices().all().stream().anyMatch(each -> each.id().equals(other));
  }

  /** Types the code again while the offer is under way. */
  private static LinkRequest find(Messenger member, String code)
      throws StoreException, LinkingException {
    Typing typing = new Typing(member, code);
    require("is found", Patience.until(typing::isFound));
    return typing.found.get();
  }

  private static final class Typing {
    private final Messenger member;
    private final String code;
    private Optional<LinkRequest> found = Optional.empty();

    Typing(Messenger member, String code) {
      this.member = member;
      this.code = code;
    }

    boolean isFound() throws StoreException {
      try {
        found = Optional.of(member.linking().find(code));
      } catch (LinkingException e) {
        if (e.reason() != LinkingException.Reason.WRONG_CODE) {
          throw new IllegalStateException(e);
        }
      }
      return found.isPresent();
    }
  }

  private static void require(String what, boolean held) {
    if (!held) {
      throw new IllegalStateException("It is not so in time that the new device " + what + ".");
    }
  }
}
