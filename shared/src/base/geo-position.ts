import { z } from 'zod';

/** A place on the map in degrees, for home visits and the way there. */
export const geoPositionSchema = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type GeoPosition = z.infer<typeof geoPositionSchema>;

/** The straight way over the ground, to about half a percent: the earth is taken for a ball. */
export function metresBetween(a: GeoPosition, b: GeoPosition): number {
  const [latitudeA, latitudeB] = [radians(a.latitude), radians(b.latitude)];
  const bulge =
    Math.sin((latitudeB - latitudeA) / 2) ** 2 +
    Math.cos(latitudeA) * Math.cos(latitudeB) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(bulge)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
