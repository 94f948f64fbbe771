package io.quern.ps;

/**
 * The constants of the protocol, all integers little-endian.
 *
 * <p>A frame is {@code length of body (4) | CRC32C of body (4) | body}, a body {@code request id
 * (8) | kind (1) | payload}. A connection begins with challenge, proof, welcome (see {@link
 * Handshake}); then each request is answered by one reply with its id before the next is sent.
 *
 * <pre>
 * PULL, READ   table (4) count (4) keys (8 × count)        → weights (4 × count × width)
 *              PULL of a table with admission: and shows (4 × count)
 * PULL_DENSE                                               → values (4 × length of slice)
 * PUSH         generation (4) worker (4) attempt (4) step (8)
 *              length (4) dense values (4 × length) tables (4)
 *              then per table: table (4) count (4) keys gradients   → nothing
 *              and, of a table with scores, (shows (4) clicks (4)) × count
 * SET_RATES    dense (4) sparse (4)                        → nothing
 * any                                                      → FAILED code message hint
 * </pre>
 */
final class Wire {
  static final int VERSION = 2;
  static final int HEADER_BYTES = 8;
  static final int PREFIX_BYTES = 9;

  static final byte PULL = 1;
  static final byte READ = 2;
  static final byte PULL_DENSE = 3;
  static final byte PUSH = 4;
  static final byte SET_RATES = 5;

  static final byte DONE = 64;
  static final byte FAILED = 65;
  static final byte CHALLENGE = 66;
  static final byte PROOF = 67;
  static final byte WELCOME = 68;

  private Wire() {}
}
