import { unreachable } from '@lapka/shared/base/assert.ts';
import type { StoreOpenFailureCode } from '../store-failures.ts';
import type { Mark } from './mark.ts';

/** What was found in the folder before anything was changed. */
export interface Evidence {
  readonly mark: Mark | undefined;
  /** How far the log of unsent changes says the file had come. */
  readonly reached: number;
  /** The size of the database file; undefined when there is none. */
  readonly size: number | undefined;
  readonly hasLog: boolean;
  readonly place: string | undefined;
  readonly keyPrint: string;
  /** What the file says of itself; undefined when it is not there or was empty. */
  readonly content: Content | undefined;
}

export type Content =
  | { readonly kind: 'UNREADABLE' }
  | { readonly kind: 'FOREIGN' }
  | { readonly kind: 'NEWER' }
  | {
      readonly kind: 'OURS';
      readonly store: string;
      readonly incarnation: string;
      readonly sequence: number;
      /** Whether it was left without being closed, so that its log must be beside it. */
      readonly inUse: boolean;
    };

export type Verdict =
  | { readonly kind: 'CREATE' }
  /** `copied`: it is not the file that was left here, so it continues under a new name of its own. */
  | { readonly kind: 'OPEN'; readonly copied: boolean }
  | { readonly kind: 'REFUSE'; readonly code: StoreOpenFailureCode; readonly putAside: boolean };

/** What the findings mean. A new file is made only where nothing says that there ever was one. */
export function judge(evidence: Evidence): Verdict {
  const { mark, size, content } = evidence;
  if (size === undefined) return mark === undefined ? { kind: 'CREATE' } : refuse('STORE_FILE_MISSING');
  if (size === 0) return refuse('STORE_FILE_EMPTY', 'PUT_ASIDE');
  if (mark?.damaged === true) return refuse('STORE_FILE_DAMAGED', 'PUT_ASIDE');
  switch (content?.kind) {
    case undefined:
    case 'UNREADABLE':
      // Without a mark nobody knows which key the file was made with, so the key is suspected first.
      return mark?.keyPrint === evidence.keyPrint
        ? refuse('STORE_FILE_DAMAGED', 'PUT_ASIDE')
        : refuse('STORE_KEY_WRONG');
    case 'FOREIGN':
      return refuse('STORE_FILE_FOREIGN');
    case 'NEWER':
      return refuse('STORE_FILE_NEWER');
    case 'OURS':
      return judgeOurs(content, evidence);
    default:
      return unreachable(content);
  }
}

function judgeOurs(content: Extract<Content, { kind: 'OURS' }>, { mark, reached, hasLog, place }: Evidence): Verdict {
  if (mark !== undefined && mark.store !== content.store) return refuse('STORE_FILE_FOREIGN');
  if (content.inUse && !hasLog) return refuse('STORE_LOG_MISSING', 'PUT_ASIDE');
  const known = mark === undefined ? 0 : Math.max(mark.sequence, reached);
  if (content.sequence < known) return refuse('STORE_FILE_OLD', 'PUT_ASIDE');
  const same = mark !== undefined && mark.place === place && mark.incarnation === content.incarnation;
  return { kind: 'OPEN', copied: !same };
}

function refuse(code: StoreOpenFailureCode, putAside?: 'PUT_ASIDE'): Verdict {
  return { kind: 'REFUSE', code, putAside: putAside !== undefined };
}
