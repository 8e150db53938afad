package im.symbolon.messenger.membership;

/** Why an epoch counts for nothing, and is not kept. */
public enum Refusal {
  /** It is of another room, or of another group in this room. */
  OTHER_GROUP,
  /** A signature in it is wrong. */
  NOT_AUTHENTIC,
  /** Its number is not the one after its parents'. */
  WRONG_NUMBER,
  /** Its signer is no member of what it follows. */
  NOT_A_MEMBER,
  /** Its signer has the address of a member, and another account root. */
  OTHER_ROOT,
  /** Its signer may not change that. */
  NOT_ALLOWED,
  /** It does not carry on who was removed. */
  WRONG_REMOVALS,
  /** It says to merge branches, and says something else than they do together. */
  WRONG_MERGE,
  /** It follows something that is so long ago that it was forgotten. */
  TOO_OLD,
  /** There are too many branches already; a merge is needed first. */
  TOO_MANY_BRANCHES,
  /** Too many epochs wait for their parents already, and those matter more. */
  TOO_MANY_HELD
}
