import type { Dial, Line } from '../../../desktop/src/node/replication/line.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import type { NodeLine } from '../../src/gateway/node-line.ts';

/** What a test may do to a frame on its way; undefined lets it pass. */
export type Fate = 'LOST' | 'CUT_BEFORE' | 'CUT_AFTER' | undefined;

export interface Frame {
  readonly direction: 'UP' | 'DOWN';
  readonly text: string;
  readonly kind: string;
}

/** A network in the same process between one desk and a gateway. Frames arrive in order, a moment after they were sent. */
export class DeskNetwork {
  /** Everything that was sent, also what was lost. */
  readonly frames: Frame[] = [];
  fateOf: (frame: Frame) => Fate = () => undefined;
  #gateway: Gateway;
  #cutAll = new Set<() => void>();
  #isUp = true;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** From now on there is no line; open ones break. */
  setUp(isUp: boolean): void {
    this.#isUp = isUp;
    if (!isUp) this.cut();
  }

  cut(): void {
    for (const cut of this.#cutAll) cut();
  }

  /** Another server answers from now on, as after a restart. */
  setGateway(gateway: Gateway): void {
    this.#gateway = gateway;
    this.cut();
  }

  kinds(direction: Frame['direction']): string[] {
    return this.frames.filter((frame) => frame.direction === direction).map(({ kind }) => kind);
  }

  readonly dial: Dial = (listener) => {
    let isOpen = this.#isUp;
    const end = (): void => {
      if (!isOpen) return;
      isOpen = false;
      this.#cutAll.delete(end);
      queueMicrotask(() => {
        session?.gone();
        listener.gone();
      });
    };
    const carry = (direction: Frame['direction'], text: string, arrive: (text: string) => void): void => {
      if (!isOpen) return;
      const frame = { direction, text, kind: kindOf(text) };
      this.frames.push(frame);
      const fate = this.fateOf(frame);
      if (fate === 'CUT_BEFORE') return end();
      if (fate === 'LOST') return;
      queueMicrotask(() => {
        if (isOpen) arrive(text);
        if (fate === 'CUT_AFTER') end();
      });
    };
    const nodeLine: NodeLine = {
      send: (text) => carry('DOWN', text, (arrived) => listener.received(arrived)),
      unread: () => 0,
      hold: () => {},
      close: () => queueMicrotask(() => queueMicrotask(end)),
      cut: end,
    };
    const line: Line = {
      send: (text) => carry('UP', text, (arrived) => session?.received(arrived)),
      cut: end,
    };
    if (!isOpen) queueMicrotask(() => listener.gone());
    const session = isOpen ? this.#gateway.open(nodeLine) : undefined;
    if (isOpen) this.#cutAll.add(end);
    return line;
  };
}

function kindOf(text: string): string {
  const { t } = JSON.parse(text) as { t: string };
  return t;
}
