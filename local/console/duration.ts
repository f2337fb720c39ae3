/** ISO 8601 durations that mean a fixed time. */

const PARTS = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of `P3D`, `PT2H30M`, `P1W`; undefined for anything else, months and years among it: their length varies. */
export function readDuration(text: string): number | undefined {
  const parts = PARTS.exec(text);
  if (parts === null || /^P(T)?$/.test(text) || text.endsWith('T')) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return Math.round(((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
