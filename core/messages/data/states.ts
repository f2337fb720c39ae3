/**
 * States, territories and provinces with the time zones they lie in.
 *
 * Source: 49 CFR part 71 (limits of the zones of the United States) and the provinces' time acts, by the zone names of
 * the IANA database, as of November 2025. Zones whose clocks have agreed since 2007 share one name: Detroit and
 * Indianapolis stand as New York, Menominee as Chicago. A state across a line lists both sides; Alaska's inhabited
 * Aleutians count. Places that keep a neighbour's time without the law are left out.
 */
import type { TimeZone } from '../../kernel/time.ts';

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';
const ARIZONA = 'America/Phoenix';
const BOISE = 'America/Boise';
const TORONTO = 'America/Toronto';
const WINNIPEG = 'America/Winnipeg';
const EDMONTON = 'America/Edmonton';
const HALIFAX = 'America/Halifax';

/** Zones by two-letter postal code. */
export const STATE_ZONES = {
  AL: [CENTRAL],
  AK: ['America/Anchorage', 'America/Adak'],
  AR: [CENTRAL],
  AZ: [ARIZONA, MOUNTAIN],
  CA: [PACIFIC],
  CO: [MOUNTAIN],
  CT: [EASTERN],
  DC: [EASTERN],
  DE: [EASTERN],
  FL: [EASTERN, CENTRAL],
  GA: [EASTERN],
  HI: ['Pacific/Honolulu'],
  IA: [CENTRAL],
  ID: [BOISE, PACIFIC],
  IL: [CENTRAL],
  IN: [EASTERN, CENTRAL],
  KS: [CENTRAL, MOUNTAIN],
  KY: [EASTERN, CENTRAL],
  LA: [CENTRAL],
  MA: [EASTERN],
  MD: [EASTERN],
  ME: [EASTERN],
  MI: [EASTERN, CENTRAL],
  MN: [CENTRAL],
  MO: [CENTRAL],
  MS: [CENTRAL],
  MT: [MOUNTAIN],
  NC: [EASTERN],
  ND: [CENTRAL, MOUNTAIN],
  NE: [CENTRAL, MOUNTAIN],
  NH: [EASTERN],
  NJ: [EASTERN],
  NM: [MOUNTAIN],
  NV: [PACIFIC, MOUNTAIN],
  NY: [EASTERN],
  OH: [EASTERN],
  OK: [CENTRAL],
  OR: [PACIFIC, BOISE],
  PA: [EASTERN],
  RI: [EASTERN],
  SC: [EASTERN],
  SD: [CENTRAL, MOUNTAIN],
  TN: [CENTRAL, EASTERN],
  TX: [CENTRAL, MOUNTAIN],
  UT: [MOUNTAIN],
  VA: [EASTERN],
  VT: [EASTERN],
  WA: [PACIFIC],
  WI: [CENTRAL],
  WV: [EASTERN],
  WY: [MOUNTAIN],
  AS: ['Pacific/Pago_Pago'],
  GU: ['Pacific/Guam'],
  MP: ['Pacific/Saipan'],
  PR: ['America/Puerto_Rico'],
  VI: ['America/St_Thomas'],
  AB: [EDMONTON],
  BC: ['America/Vancouver', EDMONTON, 'America/Dawson_Creek'],
  MB: [WINNIPEG],
  NB: ['America/Moncton'],
  NL: ['America/St_Johns', HALIFAX],
  NS: [HALIFAX],
  NT: [EDMONTON],
  NU: [TORONTO, WINNIPEG, EDMONTON],
  ON: [TORONTO, WINNIPEG],
  PE: [HALIFAX],
  QC: [TORONTO, HALIFAX],
  SK: ['America/Regina', EDMONTON],
  YT: ['America/Whitehorse'],
} as const satisfies Record<string, readonly TimeZone[]>;

/** Two-letter postal code of a state, territory or province. */
export type State = keyof typeof STATE_ZONES;

/**
 * Where the first three digits of a ZIP code settle a split state's zone, as inclusive ranges. Only sectional centers
 * that lie on one side of the line as a whole; everything else keeps all the zones of its state.
 */
const ZIP3_ZONES: readonly (readonly [from: number, to: number, zone: TimeZone])[] = [
  [320, 323, EASTERN], // FL east of the Apalachicola
  [325, 325, CENTRAL], // FL: Pensacola
  [326, 349, EASTERN],
  [370, 372, CENTRAL], // TN: Nashville
  [374, 374, EASTERN], // TN: Chattanooga
  [376, 376, EASTERN], // TN: Johnson City
  [379, 379, EASTERN], // TN: Knoxville
  [380, 385, CENTRAL], // TN: Memphis, Jackson, Columbia, Cookeville
  [400, 400, EASTERN], // KY: around Louisville
  [402, 406, EASTERN], // KY: Louisville, Lexington
  [410, 418, EASTERN], // KY: north and east
  [420, 424, CENTRAL], // KY: Paducah, Bowling Green, Owensboro
  [460, 462, EASTERN], // IN: Indianapolis
  [463, 464, CENTRAL], // IN: Gary
  [466, 468, EASTERN], // IN: South Bend, Fort Wayne
  [470, 474, EASTERN], // IN: south-east, Muncie, Bloomington
  [477, 477, CENTRAL], // IN: Evansville
  [480, 497, EASTERN], // MI: the lower peninsula
  [570, 574, CENTRAL], // SD: east
  [577, 577, MOUNTAIN], // SD: Rapid City
  [580, 584, CENTRAL], // ND: east
  [587, 587, CENTRAL], // ND: Minot
  [660, 676, CENTRAL], // KS without the west
  [680, 689, CENTRAL], // NE: east
  [693, 693, MOUNTAIN], // NE: Alliance
  [750, 797, CENTRAL], // TX without the far west
  [799, 799, MOUNTAIN], // TX: El Paso
  [832, 834, BOISE], // ID: south
  [836, 837, BOISE], // ID: Boise
  [838, 838, PACIFIC], // ID: the panhandle
  [850, 853, ARIZONA], // AZ: Phoenix
  [856, 857, ARIZONA], // AZ: Tucson
  [889, 897, PACIFIC], // NV without Elko
  [970, 978, PACIFIC], // OR without Malheur
];

const zonesByCode: ReadonlyMap<string, readonly TimeZone[]> = new Map(Object.entries(STATE_ZONES));

/** Whether `code` is the postal code of a state, territory or province, in capitals. */
export const isState = (code: string): code is State => zonesByCode.has(code);

/** Zones in which an address in `state` may lie; a ZIP code narrows a split state where that is certain. */
export function stateZones(state: State, postalCode?: string): readonly TimeZone[] {
  const zones: readonly TimeZone[] = STATE_ZONES[state];
  if (zones.length === 1 || postalCode === undefined || !/^\d{5}/.test(postalCode)) return zones;
  const zip3 = Number(postalCode.slice(0, 3));
  const settled = ZIP3_ZONES.find(([from, to]) => from <= zip3 && zip3 <= to)?.[2];
  return settled !== undefined && zones.includes(settled) ? [settled] : zones;
}
