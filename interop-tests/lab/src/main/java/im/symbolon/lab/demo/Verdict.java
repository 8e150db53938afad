package im.symbolon.lab.demo;

/** Tells what came of it, line by line. */
final class Verdict {
  private final Stage stage;

  Verdict(Stage stage) {
    this.stage = stage;
  }

  void tell(Report report) {
    int all = report.messages();
    Report.Search search = report.search();
    stage.step("What came of it.");
    stage.result(report.delivered() == all, report.delivered() + " of " + all + " delivered");
    stage.result(
        report.confirmed() == all,
        report.confirmed() + " confirmed to their sender by an encrypted receipt");
    stage.result(
        report.copiesShown() == report.copies(),
        report.copiesShown() + " shown on Bob's second device, his own included");
    stage.result(report.duplicates() == 0, report.duplicates() + " shown twice");
    stage.result(report.unreadable() == 0, report.unreadable() + " unreadable on any device");
    Report.Carol carol = report.carol();
    stage.result(
        carol.ok(),
        carol.shown()
            + " of "
            + carol.expected()
            + " shown in Carol's story, on every device that was hers then");
    Report.Room room = report.room();
    stage.result(
        room.shown() == room.expected(),
        room.shown() + " of " + room.expected() + " shown in the group, on every member's devices");
    stage.result(
        room.shut(),
        "who was removed from it read nothing that followed",
        "who was removed from it read on");
    Report.Guest guest = report.guest();
    if (guest.present()) {
      stage.result(
          guest.shown() == guest.expected(),
          guest.shown() + " of " + guest.expected() + " read in the step with Profanity");
    }
    stage.result(
        search.controlFound(),
        held(
            search.controlFound(),
            "the search found the control",
            "the search is worth nothing: it did not find the control"));
    stage.result(
        !search.plaintextFound(),
        held(
            !search.plaintextFound(),
            "no server had a word of what was said",
            "a server had something that was said"));
    stage.result(
        !search.privateKeyFound(),
        held(
            !search.privateKeyFound(),
            "no server had a private key",
            "a server had a private key"));
    stage.say(
        "latency across domains: p50 "
            + Stage.millis(report.latency(0.5))
            + ", p95 "
            + Stage.millis(report.latency(0.95))
            + "; "
            + Stage.seconds(report.totalMillis())
            + " in all");
  }

  private static String held(boolean held, String good, String bad) {
    return held ? good : bad;
  }
}
