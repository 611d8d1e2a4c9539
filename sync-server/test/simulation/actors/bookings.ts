import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { firstInstantOf, wallTime } from '@lapka/shared/base/wall-time.ts';
import { type Booking, bookings, type BookingStatus, versionOf } from '@lapka/shared/domain/bookings/booking.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import { locationId } from '@lapka/shared/testing/builders/settings.ts';
import { clinicZone, services, vets } from '../simulated-clinic.ts';
import { type Deed, frontDesk, oneOf, person, type Scene, somePet } from './scene.ts';

const inClinic = { kind: 'CLINIC' };

/** Few days, few hours: so that desks without a line often mean the same one. */
function slot({ chooser, today }: Scene, date: CivilDate = addDays(today, chooser.between(0, 2))) {
  const hour = String(chooser.between(10, 16)).padStart(2, '0');
  const time = wallTime(`${hour}:${chooser.pick(['00', '30'])}`);
  const start = firstInstantOf({ date, time, zone: clinicZone });
  return { location: locationId('L1'), vet: person(chooser.pick(vets)), start };
}

function wishes({ chooser }: Scene) {
  return [{ service: derivedId('Service', chooser.pick(services)), quantity: 1 }];
}

export function book(scene: Scene): Deed {
  const pet = somePet(scene);
  if (pet === undefined) return undefined;
  const input = {
    pet: pet.id,
    services: wishes(scene),
    place: inClinic,
    source: 'PHONE',
    slot: { by: 'SLOT', ...slot(scene) },
    vet: 'THIS_ONE',
  };
  return { by: frontDesk(scene), input };
}

export function walkIn(scene: Scene): Deed {
  const pet = somePet(scene);
  if (pet === undefined) return undefined;
  return { by: frontDesk(scene), input: { pet: pet.id, services: wishes(scene), location: locationId('L1') } };
}

export function move(scene: Scene): Deed {
  return changing(scene, ['CONFIRMED', 'ASSIGNED'], frontDesk, () => ({ slot: slot(scene), reason: 'просили' }));
}

export function cancel(scene: Scene): Deed {
  return changing(scene, ['CONFIRMED', 'PENDING'], frontDesk, () => ({ reason: 'заболел хозяин' }));
}

export function requote(scene: Scene): Deed {
  return changing(scene, ['CONFIRMED'], frontDesk, () => ({
    services: wishes(scene),
    place: inClinic,
    reason: 'другая услуга',
  }));
}

export const assign = (scene: Scene): Deed => changing(scene, ['PENDING'], frontDesk, () => ({ slot: slot(scene) }));
export const confirm = (scene: Scene): Deed => changing(scene, ['ASSIGNED'], frontDesk);
export const checkIn = (scene: Scene): Deed => changing(scene, ['CONFIRMED'], frontDesk);
export const start = (scene: Scene): Deed => changing(scene, ['CHECK_IN'], itsVet);
export const markNoShow = (scene: Scene): Deed => changing(scene, ['CONFIRMED'], frontDesk);

export function checkOut(scene: Scene): Deed {
  return changing(scene, ['IN_PROGRESS'], itsVet, () => ({ record: 'NOT_NEEDED' }));
}

/** The owner takes one of the slots that are offered instead of the one that was lost. */
export function settleConflict(scene: Scene): Deed {
  return changing(scene, ['PENDING'], frontDesk, (booking) => {
    const waiting = booking.status === 'PENDING' ? booking.waiting : undefined;
    const offer = waiting?.why === 'SLOT_CONFLICT' ? waiting.offers[0] : undefined;
    return {
      slot: offer === undefined ? slot(scene) : { location: booking.location, vet: offer.vet, start: offer.start },
    };
  });
}

function itsVet(scene: Scene, { vet }: Booking): StaffId {
  return vet ?? person(scene.chooser.pick(vets));
}

function changing(
  scene: Scene,
  from: readonly BookingStatus[],
  by: (scene: Scene, booking: Booking) => StaffId,
  more: (booking: Booking) => Readonly<Record<string, unknown>> = () => ({}),
): Deed {
  const booking = oneOf(scene, bookings, {}, ({ status }) => from.includes(status));
  if (booking === undefined) return undefined;
  return { by: by(scene, booking), input: { booking: booking.id, seen: versionOf(booking), ...more(booking) } };
}
