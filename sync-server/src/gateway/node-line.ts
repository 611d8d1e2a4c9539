/** The line to one clinic node, as its session uses it. Whole frames go in and out, as text. */
export interface NodeLine {
  send(text: string): void;
  /** Bytes that were sent and wait because the other side does not read. */
  unread(): number;
  /** Stops taking in frames, or goes on: for a node that sends faster than it can be served. */
  hold(isHeld: boolean): void;
  /** Says why and closes; what was sent before still arrives. */
  close(code: number, reason: string): void;
  /** Ends the line at once. */
  cut(): void;
}

/** What the line tells its session. */
export interface NodeLineListener {
  received(text: string): void;
  gone(): void;
}
