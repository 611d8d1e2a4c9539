import { derivedId } from '@lapka/shared/base/id.ts';
import { plusDays } from '@lapka/shared/base/instant.ts';
import { collectionHash, documentDigest } from '@lapka/shared/domain/collection-hash.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { fullPage } from '@lapka/shared/protocol/frames.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstBroken, emptyChain } from '../../src/stores/audit-chain.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { acceptAudit } from '../../src/sync/accept-audit.ts';
import { forgetOld } from '../../src/sync/forget-old.ts';
import { greet } from '../../src/sync/greet.ts';
import { type PulledPage, servePull } from '../../src/sync/serve-pull.ts';
import { clinicOf, idOf } from '../support/documents.ts';
import { type OpenedStores, storesUnderTest } from '../support/stores-under-test.ts';
import { draft, everything, note, row, stampOf, SyncDesk } from '../support/sync-desk.ts';

describe.each(storesUnderTest)('the sync $driver', ({ open }) => {
  let opened: OpenedStores;
  let store: DocumentStore;
  let clinic: string;
  let desk: SyncDesk;
  let clinics = 0;

  beforeAll(async () => {
    opened = await open();
    store = opened.documents;
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    clinic = `clinic ${++clinics}`;
    desk = new SyncDesk(store, `${clinic} desk`, { clinic });
  });

  const pulled = async (collection: CollectionName, after: number, limit = 100): Promise<PulledPage> => {
    const page = await servePull(desk.parts, desk.pusher, { t: 'PULL', request: 1, collection, after, limit });
    if (!page.ok) throw new Error(`below the floor ${page.error.floor}`);
    return page.value;
  };
  const names = ({ documents }: PulledPage) => documents.map(({ id, deleted }) => (deleted ? `-${id}` : id));
  const hashOf = (collection: CollectionName, version: number) =>
    store.readClinic(clinicOf(clinic), (reader) => reader.collectionState(collection, version));

  describe('a pull', () => {
    it('PULL-1 gives each document once in its newest state, removed ones too, by number', async () => {
      const [a, b] = [draft('a', 'x'), draft('b', 'x')];
      await desk.push('records', [row(a), row(b), row(draft('c', 'x'))]);
      await desk.push('records', [row(draft('a', 'xy', false, 1), a), row(b, b, true)]);
      const page = await pulled('records', 0);
      expect(names(page)).toEqual([idOf('c'), idOf('a'), `-${idOf('b')}`]);
      expect(JSON.parse(page.documents[1]!.text)).toEqual(draft('a', 'xy', false, 1));
      expect(page).toMatchObject({ number: 5, complete: true });
    });

    it('PULL-2 goes on from the number it answered, whatever other collections do', async () => {
      await desk.push('clients', [row(note('a', [])), row(note('b', []))]);
      await desk.pushOne('records', draft('x', ''));
      await desk.pushOne('clients', note('c', []));
      const first = await pulled('clients', 0, 2);
      expect(first).toMatchObject({ number: 2, complete: false });
      const second = await pulled('clients', first.number, 2);
      expect(names(second)).toEqual([idOf('c')]);
      expect(await pulled('clients', second.number)).toEqual({ documents: [], number: second.number, complete: true });
    });

    it('PULL-3 ends a page early when it is full of text, and says that there is more', async () => {
      const long = 'ж'.repeat(190);
      const lines = Array.from({ length: 50 }, (_, line) => `${line} ${long}`);
      const many = Array.from({ length: 60 }, (_, index) => row(note(`n${index}`, lines)));
      await desk.push('clients', many);
      const page = await pulled('clients', 0);
      const size = page.documents.reduce((all, { text }) => all + Buffer.byteLength(text), 0);
      expect(size).toBeLessThanOrEqual(fullPage);
      expect(size).toBeGreaterThan(fullPage / 2);
      expect(page.complete).toBe(false);
      expect((await pulled('clients', page.number)).documents).toHaveLength(60 - page.documents.length);
    });

    it('PUSH-7 shows nothing of a collection the device may not read', async () => {
      await desk.pushOne('clients', note('a', []));
      const blind = new SyncDesk(store, 'blind', { clinic, rights: { ...everything, mayRead: () => false } });
      const page = await servePull(blind.parts, blind.pusher, {
        t: 'PULL',
        request: 1,
        collection: 'clients',
        after: 0,
        limit: 10,
      });
      expect(page).toMatchObject({ ok: true, value: { documents: [], complete: true } });
    });
  });

  describe('what was removed', () => {
    it('RECONCILE-2 is forgotten after half a year, and a pull from before is told so', async () => {
      const [a, b] = [draft('a', 'x'), draft('b', 'x')];
      await desk.push('records', [row(a), row(b)]);
      await desk.push('records', [row(a, a, true)]);
      await forgetOld(store, clinicOf(clinic), plusDays(opened.clock.now(), 179));
      expect(names(await pulled('records', 2))).toEqual([`-${idOf('a')}`]);
      await forgetOld(store, clinicOf(clinic), plusDays(opened.clock.now(), 181));
      const request = { t: 'PULL', request: 1, collection: 'records', limit: 10 } as const;
      expect(await servePull(desk.parts, desk.pusher, { ...request, after: 2 })).toEqual({
        ok: false,
        error: { floor: 3 },
      });
      expect(names(await pulled('records', 3))).toEqual([]);
      expect(names(await pulled('records', 0))).toEqual([idOf('b')]);
    });

    it('leaves living documents and other collections alone when it is forgotten', async () => {
      await desk.pushOne('clients', note('a', []));
      await forgetOld(store, clinicOf(clinic), plusDays(opened.clock.now(), 400));
      expect(names(await pulled('clients', 0))).toEqual([idOf('a')]);
      expect(await store.readClinic(clinicOf(clinic), (reader) => reader.floor('clients'))).toBe(0);
    });
  });

  describe('the hash of a collection', () => {
    it('HASH-1 is the sum over its living documents, in whatever order they came', async () => {
      const notes = ['a', 'b', 'c'].map((name) => note(name, [name]));
      await desk.push(
        'clients',
        notes.map((one) => row(one)),
      );
      await desk.pushOne('clients', note('b', ['new'], 3), notes[1]);
      const living = [notes[2]!, note('b', ['new'], 3), notes[0]!];
      expect(await hashOf('clients', 2)).toEqual({ number: 4, hash: collectionHash(living.map(documentDigest)) });
    });

    it('HASH-1 counts medical records by their texts and leaves removed ones out', async () => {
      const [a, b] = [draft('a', 'text'), draft('b', 'x')];
      await desk.push('records', [row(a), row(b)]);
      await desk.push('records', [row(b, b, true)]);
      expect(await hashOf('records', 1)).toEqual({ number: 3, hash: documentDigest(a).toString() });
    });

    it('HASH-1 is 0 for a collection that is empty', async () => {
      expect(await hashOf('clients', 2)).toEqual({ number: 0, hash: '0' });
    });

    it('HASH-3 is missing while documents of another version are among them', async () => {
      await desk.pushOne('clients', note('a', []));
      expect((await hashOf('clients', 3)).hash).toBeUndefined();
    });
  });

  describe('a greeting', () => {
    const hello = (pushes: readonly string[]) =>
      ({
        t: 'HELLO',
        protocol: 2,
        device: desk.pusher.device,
        incarnation: desk.pusher.incarnation,
        pushes: [...pushes],
      }) as never;

    it('SESSION-5 names the time line and the head it began with', async () => {
      await desk.pushOne('clients', note('a', []));
      const greeting = await greet(desk.parts, desk.pusher, hello([]));
      expect(greeting).toMatchObject({ kind: 'WELCOME', timeLine: { start: 0, head: 1 } });
      expect(greeting.kind === 'WELCOME' && greeting.timeLine.epoch).toBe(await store.epoch());
    });

    it('SESSION-6 knows a copy that names the last push, whether its answer arrived or not', async () => {
      const [first, second] = [desk.nextPush(), desk.nextPush()];
      expect(await greet(desk.parts, desk.pusher, hello([]))).toMatchObject({ copy: 'KNOWN' });
      await desk.push('clients', [row(note('a', []))], first);
      expect(await greet(desk.parts, desk.pusher, hello([first, second]))).toMatchObject({ copy: 'KNOWN' });
      await desk.push('clients', [row(note('b', []))], second);
      expect(await greet(desk.parts, desk.pusher, hello([first, second]))).toMatchObject({ copy: 'KNOWN' });
    });

    it('SESSION-6 finds a copy stale that does not know the last push made in its name', async () => {
      const [first, second] = [desk.nextPush(), desk.nextPush()];
      await desk.push('clients', [row(note('a', []))], first);
      await desk.push('clients', [row(note('b', []))], second);
      expect(await greet(desk.parts, desk.pusher, hello([first]))).toMatchObject({ copy: 'STALE' });
      expect(await greet(desk.parts, desk.pusher, hello([]))).toMatchObject({ copy: 'STALE' });
    });

    it('SESSION-3 lets no device use the incarnation of another', async () => {
      await desk.pushOne('clients', note('a', []));
      const thief = new SyncDesk(store, 'thief', { clinic, incarnation: `${clinic} desk` });
      expect(await greet(thief.parts, thief.pusher, hello([]))).toEqual({ kind: 'NOT_YOURS' });
    });
  });

  describe('the audit trail', () => {
    const did = (name: string) => ({
      command: `test.${name}`,
      stamp: { ...stampOf(0), operation: derivedId('Operation', name) },
      documents: [{ collection: 'clients' as const, id: idOf(name) }],
    });
    const chain = () => store.readClinic(clinicOf(clinic), (reader) => reader.auditAfter(0, 100));

    it('AUDIT-1 AUDIT-2 takes each command of a desk once, in order, into the chain of the clinic', async () => {
      await acceptAudit(desk.parts, desk.pusher, [did('a'), did('b')]);
      await acceptAudit(desk.parts, desk.pusher, [did('b'), did('c')]);
      const entries = await chain();
      expect(entries.map(({ content }) => content['command'])).toEqual(['test.a', 'test.b', 'test.c']);
      expect(entries[0]?.content).toMatchObject({ broughtBy: desk.pusher.device, documents: [{ id: idOf('a') }] });
      expect(firstBroken(emptyChain, entries)).toBeUndefined();
    });
  });

  it('5.2 a: PULL-2 a desk that pulls while others push sees every number in the end', async () => {
    const tablet = new SyncDesk(store, `${clinic} tablet`, { clinic });
    const seen = new Set<string>();
    let after = 0;
    const pushed = new AbortController();
    const poll = async (): Promise<void> => {
      while (!pushed.signal.aborted) {
        const page = await pulled('clients', after, 7);
        for (const { id } of page.documents) seen.add(id);
        after = page.number;
      }
    };
    const polling = poll();
    await Promise.all(
      [desk, tablet].map(async (pusher, which) => {
        for (let turn = 0; turn < 40; turn++) await pusher.pushOne('clients', note(`${which}-${turn}`, []));
      }),
    );
    pushed.abort();
    await polling;
    for (const { id } of (await pulled('clients', after)).documents) seen.add(id);
    expect(seen.size).toBe(80);
  });

  it('answers the same state by pages of any size', async () => {
    await desk.push(
      'clients',
      Array.from({ length: 23 }, (_, index) => row(note(`n${index}`, []))),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
        const all: string[] = [];
        let after = 0;
        for (let page = await pulled('clients', 0, limit); ; page = await pulled('clients', after, limit)) {
          all.push(...names(page));
          after = page.number;
          if (page.complete) break;
        }
        expect(all).toEqual(Array.from({ length: 23 }, (_, index) => idOf(`n${index}`)));
      }),
      { numRuns: 8 },
    );
  });
});
