package im.symbolon.service.files;

/** How far a file has come. It only ever goes forward. */
enum Stage {
  /** The URL was given out, nothing has come. */
  SLOT(0),
  /** Somebody uploads. */
  UPLOADING(1),
  /** Complete, and served. */
  KEPT(2),
  /** Served no more; what the storage has of it goes, then the row. */
  ERASING(3);

  private final int number;

  Stage(int number) {
    this.number = number;
  }

  /** As the table has it. */
  int number() {
    return number;
  }

  static Stage of(int number) {
    for (Stage each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("no stage has number " + number);
  }
}
