package im.symbolon.messenger.records;

import im.symbolon.messenger.store.Table;

/** Every table of the messenger. A number is never given to another table. */
final class Tables {
  static final Table OWN_DEVICE = Table.lasting(1, "own device");
  static final Table SIGNED_PRE_KEYS = Table.epoch(2, "signed prekeys");
  static final Table PRE_KEYS = Table.epoch(3, "prekeys");
  static final Table EXCHANGES = Table.lasting(4, "accepted exchanges");
  static final Table SESSIONS = Table.epoch(5, "sessions");
  static final Table PEER_DEVICES = Table.lasting(6, "peer devices");
  static final Table DEVICE_LISTS = Table.lasting(7, "device lists");
  static final Table MESSAGES = Table.lasting(8, "messages");
  static final Table OUTBOX = Table.epoch(9, "outbox");
  static final Table INBOX = Table.epoch(10, "inbox");
  static final Table SEEN = Table.lasting(11, "seen");
  static final Table SEQUENCES = Table.lasting(12, "sequences");
  static final Table TRUST = Table.lasting(13, "trust");
  static final Table REBUILDS = Table.lasting(14, "rebuilds");

  // People: 45 to 49.
  static final Table PEOPLE = Table.lasting(45, "people");
  static final Table SIGNED_LISTS = Table.lasting(46, "signed device lists");
  static final Table OFFERED_LISTS = Table.lasting(47, "offered device lists");

  static final Table ARCHIVE = Table.lasting(31, "archive");

  static final Table OWN_ACCOUNT = Table.epoch(40, "own account");
  static final Table RECOVERY_KEY = Table.epoch(41, "recovery key");
  static final Table OWN_SIGHTINGS = Table.lasting(42, "own sightings");
  static final Table FOREIGN_DEVICES = Table.lasting(43, "foreign own devices");
  // REPAIR
  static final Table RECIPIENTS = Table.lasting(50, "recipients of sent messages");
  static final Table WANTED = Table.lasting(51, "wanted messages");
  static final Table RESENDS = Table.lasting(52, "messages sent again");
  static final Table GAPS = Table.lasting(53, "gaps");
  static final Table LIST_TAGS = Table.lasting(54, "lists that devices used");
  // LINKING
  static final Table CHATS = Table.lasting(55, "chats");
  static final Table LINK_OFFERS = Table.epoch(56, "link offers");
  static final Table HISTORY_GRANTS = Table.lasting(57, "history grants");
  static final Table HISTORY_TRANSFERS = Table.lasting(58, "history transfers");

  // ROLLBACK
  static final Table GENERATION = Table.lasting(60, "generation");

  // PLAIN
  static final Table PLAIN_MESSAGES = Table.lasting(62, "plain messages");
  static final Table PLAIN_CHATS = Table.lasting(63, "plain chats");

  // GROUPS
  static final Table GROUPS = Table.lasting(70, "groups");
  static final Table GROUP_EPOCHS = Table.lasting(71, "epochs of groups");
  static final Table SENDING_CHAINS = Table.epoch(72, "own sender chains");
  static final Table CHAIN_HOLDERS = Table.lasting(73, "who has the own sender chains");
  static final Table RECEIVING_CHAINS = Table.epoch(74, "sender chains of others");
  static final Table WAITING_SLOTS = Table.lasting(75, "group messages without their chain");
  static final Table GROUP_READERS = Table.lasting(76, "recipients of group messages");
  static final Table GROUP_QUESTIONS = Table.lasting(77, "questions about groups");

  static final Table OWED_RECEIPTS = Table.lasting(78, "receipts owed in groups");
  static final Table RECEPTIONS = Table.lasting(79, "who has our messages in groups");

  static final Table MEMBERSHIPS = Table.lasting(80, "what is believed of groups");

  static final Table SENT_SLOTS = Table.lasting(81, "places of own group messages");
  static final Table SKIPPED_SLOTS = Table.lasting(82, "group messages that did not come");

  // CHATS
  static final Table DEEDS = Table.lasting(85, "what was done to messages");
  static final Table CHAT_STATES = Table.lasting(86, "what was decided about chats");
  static final Table EXPIRIES = Table.lasting(87, "what is to be forgotten");
  static final Table ALIASES = Table.lasting(88, "names that other clients use");
  static final Table HABITS = Table.lasting(89, "what others may know");

  // FILES
  static final Table UPLOADS = Table.lasting(95, "files to be uploaded");
  static final Table ERASED_FILES = Table.lasting(105, "files of messages that are gone");

  // SEARCH
  static final Table SEARCH_BLOCKS = Table.lasting(96, "words of lines");
  static final Table SEARCH_LINES = Table.lasting(97, "words of lines that came last");
  static final Table SEARCH_PROGRESS = Table.lasting(98, "how far older lines were indexed");

  // CONTACTS: 100 to 104.
  static final Table KNOWN = Table.lasting(100, "who is no stranger");
  static final Table BLOCKED = Table.lasting(101, "who is blocked");
  static final Table DOMAIN_POLICIES = Table.lasting(102, "what domains demand");
  static final Table PORTRAITS = Table.lasting(103, "what people call themselves");
  static final Table PICTURES = Table.lasting(104, "how people look");

  private Tables() {}
}
