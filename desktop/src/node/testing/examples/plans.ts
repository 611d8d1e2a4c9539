import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { aSubscription } from '@lapka/shared/testing/builders/invoices.ts';
import { baron, L1 } from '../clinic-documents.ts';
import type { CommandExample, ExamplesOf } from '../command-example.ts';

const target = { location: L1 };
const subscription = aSubscription({ pet: baron.id, client: baron.owner });
const on = civilDate('2026-12-01');

/** A step of Baron's plan. */
function step(call: CommandExample['call'], state?: typeof subscription.state): CommandExample {
  const plan = state === undefined ? subscription : { ...subscription, state };
  return { by: 'U5', target, given: { invoices: [plan] }, writes: ['invoices'], call };
}

export const planExamples: ExamplesOf<'plans'> = {
  subscribe: {
    by: 'U5',
    target,
    writes: ['invoices'],
    call: (bridge, once) =>
      bridge.do.plans.subscribe({ ...once, pet: baron.id, plan: derivedId('Plan', 'PUPPY'), from: on }),
  },
  pause: step((bridge, once) => bridge.do.plans.pause({ ...once, subscription: subscription.id, from: on })),
  resume: step((bridge, once) => bridge.do.plans.resume({ ...once, subscription: subscription.id }), {
    status: 'PAUSED',
    from: on,
  }),
  end: step((bridge, once) =>
    bridge.do.plans.end({ ...once, subscription: subscription.id, on, reason: 'they move away' }),
  ),
  invoiceMonth: {
    by: 'U1',
    target,
    given: { invoices: [subscription] },
    writes: ['invoices', 'ledger'],
    call: (bridge, once) => bridge.do.plans.invoiceMonth({ ...once, month: civilDate('2026-11-16') }),
  },
};
