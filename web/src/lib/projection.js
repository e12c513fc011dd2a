// The map's projection, Gall's stereographic: degrees to a plane one unit of which is a degree of longitude at 45° of latitude.
// Shapes stay closer to what they are than with plain degrees, and the poles stay closer than with Mercator.

const RADIANS = Math.PI / 180;
const STRETCH = (1 + Math.SQRT1_2) / (RADIANS * Math.SQRT1_2);

export const TOP = project(0, 84)[1];
export const BOTTOM = project(0, -60)[1];

/** Longitude and latitude in degrees → x to the right, y down. */
export function project(lon, lat) {
  return [lon, -STRETCH * Math.tan((lat * RADIANS) / 2)];
}

/** The way back. */
export function unproject(x, y) {
  return [x, (2 * Math.atan(-y / STRETCH)) / RADIANS];
}
