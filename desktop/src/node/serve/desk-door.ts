import type { Result } from '@lapka/shared/base/result.ts';
import { type HttpDoor, type HttpDoorOptions, type ListenFailure, openHttpDoor } from './http-door.ts';
import { staticFiles } from './static-files.ts';

/** The names of this very computer: nothing outside it can open this door. */
export const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'] as const;

interface DeskDoorOptions extends Pick<HttpDoorOptions, 'port' | 'lines' | 'scheduler' | 'logger'> {
  readonly host: '127.0.0.1' | '::1';
  /** The folder of the built screen. */
  readonly uiFolder: string;
}

/** The front desk in a browser of the same computer. What is behind it still asks for a PIN. */
export function openDeskDoor({ uiFolder, ...options }: DeskDoorOptions): Promise<Result<HttpDoor, ListenFailure>> {
  const files = staticFiles(uiFolder);
  return openHttpDoor({
    ...options,
    hostNames: loopbackNames,
    admit: () => ({ kind: 'BROWSER' }),
    answer: (request, response) => void files(request, response),
  });
}
