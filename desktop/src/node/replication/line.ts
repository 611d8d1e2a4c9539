/** A line to the server, or to what stands for it in a test. Whole frames go in and out, as text. */
export interface Line {
  send(text: string): void;
  /** Ends the line at once; `gone` is called for it. */
  cut(): void;
}

export interface LineListener {
  received(text: string): void;
  /** Called once, when the line could not be opened or has ended. */
  gone(): void;
}

/** Opens a line. What is sent before it is open is lost; the server speaks first. */
export type Dial = (listener: LineListener) => Line;
