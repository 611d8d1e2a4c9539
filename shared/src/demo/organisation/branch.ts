import type { SeededChooser } from '../../base/seeded-chooser.ts';
import { type Zone, zone } from '../../base/zone.ts';
import type { Language } from '../../base/failure.ts';
import type { DeviceId, StaffId } from '../../domain/document.ts';
import type { LocalName } from '../../domain/names.ts';
import type { LocationId } from '../../domain/settings/settings.ts';
import { chooserFor } from '../choices.ts';
import { demoId } from '../demo-ids.ts';
import type { DemoOptions } from '../demo-options.ts';
import type { Figures } from '../figures.ts';
import type { Timeline } from '../timeline.ts';

/** The six people of a branch, by what they do there: U1 to U6 of the examples. */
export const posts = ['CHIEF', 'VET', 'ROVING_VET', 'NURSE', 'DESK', 'MANAGER'] as const;
export type Post = (typeof posts)[number];

/** The two places of a branch: the larger one with surgery and grooming, and the smaller one with a consulting room. */
export interface Place {
  readonly index: 0 | 1;
  readonly code: string;
  readonly id: LocationId;
  readonly zone: Zone;
}

export const deskDevices = ['DK-A', 'DK-B', 'DK-C'] as const;
export const devices = ['DK-A', 'DK-B', 'VT-1', 'VT-2', 'DK-C'] as const;
export type DeviceName = (typeof devices)[number];

/** What the server does by itself, or for an owner on the portal, carries the server's own device. */
export const serverDevice = demoId('Device', 'server');

export const clinicName = { ru: 'Ветеринарная клиника «Лапа и Хвост»', en: 'Paw & Tail Veterinary Clinic' } as const;

/** In which room somebody works. */
export function deviceOf(post: Post, place: 0 | 1): DeviceName {
  if (place === 1) return 'DK-C';
  return post === 'VET' || post === 'NURSE' ? 'VT-1' : 'VT-2';
}

/** One branch of the chain: the clinic of the examples, or one just like it. */
export class Branch {
  readonly index: number;
  readonly options: DemoOptions;
  readonly timeline: Timeline;
  readonly places: readonly [Place, Place];

  constructor(index: number, options: DemoOptions, timeline: Timeline) {
    this.index = index;
    this.options = options;
    this.timeline = timeline;
    this.places = [this.#place(0, 'Europe/Moscow'), this.#place(1, 'Europe/Kaliningrad')];
  }

  get figures(): Figures {
    return this.options.figures;
  }

  get language(): Language {
    return this.options.language;
  }

  chooser(topic: string): SeededChooser {
    return chooserFor(this.options.seed, this.index, topic);
  }

  staff(post: Post): StaffId {
    return demoId('Staff', this.staffCode(post));
  }

  /** `U1` in the first branch, `U7` in the second. */
  staffCode(post: Post): string {
    return `U${this.index * posts.length + posts.indexOf(post) + 1}`;
  }

  device(name: DeviceName): DeviceId {
    return demoId('Device', this.deviceLabel(name));
  }

  /** `DK-A`, and in further branches `DK-A-2`. */
  deviceLabel(name: DeviceName): string {
    return this.index === 0 ? name : `${name}-${this.index + 1}`;
  }

  /** Which place a device stands in. */
  placeOf(name: DeviceName): Place {
    return this.places[name === 'DK-C' ? 1 : 0];
  }

  /** A name in the language of the demo. */
  say(words: LocalName): string {
    return words[this.language];
  }

  #place(index: 0 | 1, name: string): Place {
    const code = `L${this.index * 2 + index + 1}`;
    return { index, code, id: demoId('Location', code), zone: zone(name) };
  }
}
