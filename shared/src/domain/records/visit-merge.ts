import { jsonText } from '../../base/json.ts';
import { stampOrder } from '../document.ts';
import { byKey, eachField, type FieldPolicies, latest } from '../merge-policies.ts';
import type { Policy } from '../merging.ts';
import { mergeFields } from '../three-way.ts';
import type { Void } from '../voidable.ts';
import { keepEntries, keepItems, sameEverywhere } from './entries.ts';
import { type Finding, systems } from './findings.ts';
import { lateEditsOf, mergedLateEdit, signedOrder } from './late-edits.ts';
import { contentBeyond } from './visit-content.ts';
import type { Author, LateEdit, SignedVisit, Visit } from './visit.ts';

/**
 * Two devices changed the same visit.
 *
 * Both still drafts: fields that only one side wrote in are taken from it, and both authors are in the history. Where
 * both wrote in one field, both texts are kept and wait to be joined. Listed things that either side added are there;
 * what one side took out is gone. A draft that one side voided stays voided unless the other side wrote something new.
 *
 * One side signed: the signed visit stands exactly as it was signed. What the other side had typed beyond it, and the
 * common state did not have, waits beside it as late edits.
 *
 * Both signed: the earlier signature stands; the content of the other, and that it was signed, become late edits.
 */
export function mergeVisits(base: Visit | undefined, ours: Visit, theirs: Visit): Visit {
  const standing = standingOf(ours, theirs);
  const merged = standing === undefined ? mergeOpen(base, ours, theirs) : mergeAround(standing, base, ours, theirs);
  return withoutNeedlessOrders(merged);
}

function mergeOpen(base: Visit | undefined, ours: Visit, theirs: Visit): Visit {
  const status = isVoided(base, ours, theirs) ? 'VOIDED' : 'DRAFT';
  return mergeFields<Visit>(base, { ...ours, status }, { ...theirs, status }, policies, together);
}

function mergeAround(standing: SignedVisit, base: Visit | undefined, ours: Visit, theirs: Visit): Visit {
  const around = (side: Visit): Visit => asSeenBeside(standing, side, lateEditsOf(standing, base, side));
  const common = base && asSeenBeside(standing, base, base.status === 'SIGNED' ? base.lateEdits : []);
  return mergeFields<Visit>(common, around(ours), around(theirs), policies, together);
}

/** The signed visit that stands: of two, the one that was signed first. */
function standingOf(ours: Visit, theirs: Visit): SignedVisit | undefined {
  if (ours.status !== 'SIGNED') return theirs.status === 'SIGNED' ? theirs : undefined;
  if (theirs.status !== 'SIGNED') return ours;
  return signedOrder(ours) <= signedOrder(theirs) ? ours : theirs;
}

function isVoided(base: Visit | undefined, ours: Visit, theirs: Visit): boolean {
  const sides = [ours, theirs];
  return (
    sides.some(({ status }) => status === 'VOIDED') &&
    sides.every((side) => side.status === 'VOIDED' || contentBeyond(side, base).length === 0)
  );
}

/** A side with the signed visit's content, so that only what may differ around it is left to merge. */
function asSeenBeside(standing: SignedVisit, side: Visit, lateEdits: LateEdit[]): SignedVisit {
  const { v, created, changed, merged, ext, authors, voids } = side;
  const { merged: _merged, ext: _ext, ...signed } = standing;
  return {
    ...signed,
    v,
    created,
    changed,
    ...(merged !== undefined && { merged }),
    ...(ext !== undefined && { ext }),
    authors,
    voids,
    addenda: side.status === 'SIGNED' ? side.addenda : [],
    lateEdits,
  };
}

const mergedAuthor: Policy<Author> = (field, merging) => {
  const { ours, theirs } = field;
  if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
  return merging.joined(field, {
    by: ours.by,
    name: ours.name > theirs.name ? ours.name : theirs.name,
    from: ours.from < theirs.from ? ours.from : theirs.from,
    to: ours.to > theirs.to ? ours.to : theirs.to,
  });
};

const policies: FieldPolicies<Visit> = {
  reason: keepEntries(),
  history: keepEntries(),
  findings: eachField(Object.fromEntries(systems.map((system) => [system, keepEntries<Finding>()]))),
  tests: keepEntries(),
  diagnosis: keepEntries(),
  treatment: keepEntries(),
  instructions: keepEntries(),
  notes: keepEntries(),
  followUp: keepEntries(),
  measurements: keepItems(),
  problems: keepItems(),
  prescriptions: keepItems(),
  files: keepItems(),
  authors: byKey(({ by }: Author) => jsonText(by), mergedAuthor),
  voids: byKey(({ stamp }: Void) => stampOrder(stamp), sameEverywhere),
  addenda: keepItems(),
  lateEdits: byKey(({ id }: LateEdit) => id, mergedLateEdit),
};

const together = [{ fields: ['vet', 'vetName'] as const, policy: latest }];

/** What the later change decides. All else is joined by what it is, so when it was changed need not be known. */
const decidedByTime = new Set(['ext', 'date', 'location', 'clinicName', 'vet+vetName']);

function withoutNeedlessOrders(visit: Visit): Visit {
  const { merged, ...rest } = visit;
  if (merged === undefined) return visit;
  const needed = Object.entries(merged.orders).filter(([path]) => decidedByTime.has(path.split('/')[0] ?? ''));
  return needed.length === 0 ? rest : { ...rest, merged: { of: merged.of, orders: Object.fromEntries(needed) } };
}
