package im.symbolon.messenger.trust;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a signed device list is worth that somebody presents. Pure: whoever asks acts on the answer.
 */
public final class ListPolicy {
  private final SignatureVerifier verifier;
  private final Instant now;

  public ListPolicy(SignatureVerifier verifier, Instant now) {
    this.verifier = Objects.requireNonNull(verifier);
    this.now = Objects.requireNonNull(now);
  }

  /** What came of it. Only those that are {@link #isTaken} change what is known of a person. */
  public enum Judgement {
    /** The first valid list of somebody of whom no root is known. */
    NEW_PERSON(true),
    /** It follows what is known. */
    NEWER(true),
    /** It is what is known. */
    SAME(false),
    /** Authentic, and from before what is known: the server, or somebody, turned time back. */
    OLDER(false),
    /** Two lists at one place, or one that does not follow the one before it; merged with it. */
    FORKED(true),
    /** Valid for another root than the one that is known. */
    OTHER_ROOT(false),
    /** Some signature in it is wrong. */
    INVALID(false),
    /** Valid and not seen yet, but over: it adds no device and removes none. */
    EXPIRED(false),
    /** It speaks for another account. */
    OTHER_ACCOUNT(false);

    private final boolean taken;

    Judgement(boolean taken) {
      this.taken = taken;
    }

    /** True when the list counts from now on. */
    public boolean isTaken() {
      return taken;
    }
  }

  /**
   * Judges a list that is presented as that account's.
   *
   * @param known what was accepted of that account before
   */
  public Judgement judge(BareJid account, Optional<AcceptedList> known, SignedDeviceList list) {
    if (!list.account().equals(account)) {
      return Judgement.OTHER_ACCOUNT;
    }
    if (known.isPresent() && known.get().hash().equals(Optional.of(list.hash()))) {
      return Judgement.SAME;
    }
    if (!isValid(list)) {
      return Judgement.INVALID;
    }
    Judgement judgement = known.isPresent() ? compare(known.get(), list) : Judgement.NEW_PERSON;
    boolean matters = judgement != Judgement.OLDER;
    return matters && list.isExpired(now) ? Judgement.EXPIRED : judgement;
  }

  private boolean isValid(SignedDeviceList list) {
    try {
      list.verify(verifier);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  private static Judgement compare(AcceptedList known, SignedDeviceList list) {
    if (!list.root().equals(known.root())) {
      return Judgement.OTHER_ROOT;
    }
    int place = known.comparePlace(list);
    if (place < 0) {
      return Judgement.OLDER;
    }
    return place == 0 || breaksTheChain(known, list) ? Judgement.FORKED : Judgement.NEWER;
  }

  /** Under a higher serial nothing has to follow: whoever held the key before may have forked. */
  private static boolean breaksTheChain(AcceptedList known, SignedDeviceList list) {
    return list.serial() == known.serial()
        && list.version() == known.version() + 1
        && !known.hash().filter(list.previous()::contains).isPresent();
  }
}
