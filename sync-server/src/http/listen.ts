import type { Server } from 'node:http';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';

export type ListenFailure = Failure<'PORT_BUSY' | 'ADDRESS_UNAVAILABLE'>;

/** Starts listening and answers with the port, which the system chose when 0 was asked for. */
export function listen(server: Server, host: string, port: number): Promise<Result<number, ListenFailure>> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void => {
      const isRefused = error.code === 'EADDRNOTAVAIL' || error.code === 'EACCES';
      if (error.code === 'EADDRINUSE') resolve(err(failure('PORT_BUSY', { port })));
      else if (isRefused) resolve(err(failure('ADDRESS_UNAVAILABLE', { host, port })));
      else reject(error);
    };
    server.once('error', refused);
    server.listen(port, host, () => {
      server.off('error', refused);
      const address = server.address();
      resolve(ok(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
