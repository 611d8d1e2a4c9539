import { present } from '../../base/assert.ts';
import { jsonText, sameJson } from '../../base/json.ts';
import { sha256Hex } from '../../base/hash.ts';
import type { Instant } from '../../base/instant.ts';
import type { Acceptance } from '../../domain/acceptance.ts';
import type { AuditEntry } from '../../domain/accounts/audit-entry.ts';
import type { Booking } from '../../domain/bookings/booking.ts';
import type { CatalogueEntry, Product, Service } from '../../domain/catalogue/catalogue.ts';
import type { Client } from '../../domain/clients/client.ts';
import type { AnyCollection } from '../../domain/collection.ts';
import type { CollectionName } from '../../domain/collection-key.ts';
import type { DocumentFields } from '../../domain/document.ts';
import type { InboxEntry } from '../../domain/inbox/inbox.ts';
import type { Task } from '../../domain/inbox/task.ts';
import type { CreditNote, Invoice, InvoiceDocument, IssuedState, Subscription } from '../../domain/invoices/invoice.ts';
import type { EntryOf, LedgerEntry } from '../../domain/ledger/ledger.ts';
import { accountKey } from '../../domain/ledger/account.ts';
import { tillOf } from '../../domain/ledger/till-figures.ts';
import type { Pet } from '../../domain/pets/pet.ts';
import type { MedicalRecord } from '../../domain/records/record.ts';
import type { Visit } from '../../domain/records/visit.ts';
import type { RosterEntry, Shift } from '../../domain/shifts/shift.ts';
import type { Batch, StockEntry } from '../../domain/stock/stock.ts';
import type { Vaccination } from '../../domain/vaccinations/vaccination.ts';
import { type DemoDocument, demoClinic, demoStart } from '../demo-clinic.ts';
import { demoId } from '../demo-ids.ts';
import type { DemoOptions } from '../demo-options.ts';
import { priceLists } from '../organisation/price-list.ts';
import { IndexedWorld } from './indexed-world.ts';

/** A hash over everything in order, in memory of a constant size. */
class RunningHash {
  value = '';

  add(documents: readonly DemoDocument[]): void {
    this.value = sha256Hex(
      this.value + documents.map(({ collection, document }) => `${collection} ${jsonText(document)}`).join('\n'),
    );
  }
}

/** A demo clinic as tests want to read it: all documents at once, by what they are. */
export class DemoBook {
  readonly audit: AuditEntry[] = [];
  readonly hash: string;
  readonly #now: Instant;
  readonly files = new Map<string, string>();
  readonly #documents = new Map<CollectionName, DocumentFields[]>();
  readonly #entries: Map<string, LedgerEntry[]>;
  readonly #wallets: Map<string, LedgerEntry[]>;
  readonly #tills: Map<string, LedgerEntry[]>;

  static of(options: DemoOptions): DemoBook {
    return new DemoBook(options);
  }

  /** The hash of an export, without keeping what is in it. */
  static hashOf(options: DemoOptions): string {
    const hash = new RunningHash();
    for (const batch of demoClinic(options)) hash.add(batch.documents);
    return hash.value;
  }

  private constructor(options: DemoOptions) {
    this.#now = demoStart(options);
    const hash = new RunningHash();
    for (const { documents, audit, files } of demoClinic(options)) {
      hash.add(documents);
      for (const { collection, document } of documents) {
        const known = this.#documents.get(collection) ?? [];
        this.#documents.set(collection, known);
        known.push(document);
      }
      this.audit.push(...audit);
      for (const { hash, content } of files) this.files.set(hash, content);
    }
    this.hash = hash.value;
    this.#entries = grouped(this.ledger, (entry) => ('invoice' in entry ? [entry.invoice] : []));
    this.#wallets = grouped(this.ledger, ({ postings }) =>
      postings.flatMap(({ account }) => (account.kind === 'WALLET' ? [accountKey(account)] : [])),
    );
    this.#tills = grouped(this.ledger, (entry) => [tillOf(entry) ?? '']);
  }

  get clients(): Client[] {
    return this.#all('clients');
  }
  get pets(): Pet[] {
    return this.#all('pets');
  }
  get bookings(): Booking[] {
    return this.#all('bookings');
  }
  get ledger(): LedgerEntry[] {
    return this.#all('ledger');
  }
  get stock(): StockEntry[] {
    return this.#all('stock');
  }
  get batches(): Batch[] {
    return this.stock.filter((entry) => entry.kind === 'BATCH');
  }
  get visits(): Visit[] {
    return this.#all<MedicalRecord>('records').filter((record) => record.kind === 'VISIT');
  }
  get vaccinations(): Vaccination[] {
    return this.#all<MedicalRecord>('records').filter((record) => record.kind === 'VACCINATION');
  }
  get invoices(): Invoice[] {
    return this.#all<InvoiceDocument>('invoices').filter((document) => document.kind === 'INVOICE');
  }
  get creditNotes(): CreditNote[] {
    return this.#all<InvoiceDocument>('invoices').filter((document) => document.kind === 'CREDIT_NOTE');
  }
  get subscriptions(): Subscription[] {
    return this.#all<InvoiceDocument>('invoices').filter((document) => document.kind === 'SUBSCRIPTION');
  }
  get products(): Product[] {
    return this.#all<CatalogueEntry>('catalogue').filter((entry) => entry.kind === 'PRODUCT');
  }
  get services(): Service[] {
    return this.#all<CatalogueEntry>('catalogue').filter((entry) => entry.kind === 'SERVICE');
  }
  get shifts(): Shift[] {
    return this.#all<RosterEntry>('shifts').filter((entry) => entry.kind === 'SHIFT');
  }

  client(id: Client['id']): Client {
    return present(
      this.clients.find((each) => each.id === id),
      id,
    );
  }

  pet(id: Pet['id']): Pet {
    return present(
      this.pets.find((each) => each.id === id),
      id,
    );
  }

  batch(id: Batch['id']): Batch {
    return present(
      this.batches.find((each) => each.id === id),
      id,
    );
  }

  entries<Kind extends LedgerEntry['kind']>(kind: Kind): EntryOf<Kind>[] {
    const ofKind = (entry: LedgerEntry): entry is EntryOf<Kind> => entry.kind === kind;
    return this.ledger.filter(ofKind);
  }

  entriesOf(invoice: string): LedgerEntry[] {
    return this.#entries.get(invoice) ?? [];
  }

  entriesOfTill(till: string): LedgerEntry[] {
    return this.#tills.get(till) ?? [];
  }

  walletOf(client: Client['id']): LedgerEntry[] {
    return this.#wallets.get(accountKey({ kind: 'WALLET', client })) ?? [];
  }

  inboxOf<Kind extends InboxEntry['kind']>(kind: Kind): Extract<InboxEntry, { kind: Kind }>[] {
    const ofKind = (entry: InboxEntry): entry is Extract<InboxEntry, { kind: Kind }> => entry.kind === kind;
    return this.#all<InboxEntry>('inbox').filter(ofKind);
  }

  tasks(kind: Task['task']): Task[] {
    return this.inboxOf('TASK').filter(({ task }) => task === kind);
  }

  chain(location: string) {
    const gardens = [2, 4].map((number) => demoId('Location', `L${number}`));
    return gardens.some((garden) => garden === location) ? [priceLists.GARDEN, priceLists.MAIN] : [priceLists.MAIN];
  }

  /** Whether a decision asks for nothing but what the demo holds already. */
  isFulfilled(decided: Acceptance<DocumentFields>, wanted: DocumentFields): boolean {
    if (decided.kind !== 'merge' || !sameJson(decided.document, wanted)) return decided.kind === 'accept';
    return (decided.also ?? []).every(({ collection, document }) =>
      this.#all<DocumentFields>(collection).some((each) => sameJson(each, document)),
    );
  }

  /** What the rules of acceptance say to each document, brought in one after the other in the order they came about. */
  judgeAll(
    definitions: readonly AnyCollection[],
  ): { readonly id: string; readonly decided: Acceptance<DocumentFields>; readonly isFulfilled: boolean }[] {
    const world = new IndexedWorld(definitions);
    return order.flatMap((name) => {
      const definition = present(
        definitions.find(({ key }) => key.name === name),
        name,
      );
      const documents = this.#all<DocumentFields>(name).toSorted((a, b) => (a.created.at < b.created.at ? -1 : 1));
      return documents.map((document) => {
        const wanted = definition.schema.parse(document);
        const proposal = {
          stored: undefined,
          base: undefined,
          wanted,
          device: document.created.device,
          now: this.#now,
        };
        const decided = definition.accept(proposal, world);
        world.add(name, wanted);
        return { id: `${name} ${document.id}`, decided, isFulfilled: this.isFulfilled(decided, wanted) };
      });
    });
  }

  #all<Document>(name: CollectionName): Document[] {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the generator puts under a name what belongs there
    return (this.#documents.get(name) ?? []) as unknown as Document[];
  }
}

/** What is asked about comes before what asks: entries of the ledger before the invoices they settle. */
const order: readonly CollectionName[] = [
  'settings',
  'staff',
  'catalogue',
  'clients',
  'pets',
  'shifts',
  'bookings',
  'records',
  'ledger',
  'invoices',
  'stock',
  'inbox',
];

export function issuedInvoice(invoice: Invoice): invoice is Invoice & { state: IssuedState } {
  return 'totals' in invoice.state;
}

function grouped(
  entries: readonly LedgerEntry[],
  keys: (entry: LedgerEntry) => readonly string[],
): Map<string, LedgerEntry[]> {
  const groups = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    for (const key of new Set(keys(entry))) {
      const known = groups.get(key) ?? [];
      groups.set(key, known);
      known.push(entry);
    }
  }
  return groups;
}
