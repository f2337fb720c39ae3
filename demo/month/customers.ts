/** The customers of the month, with their vehicles. Nobody of them lives anywhere. */
import type { Recipient } from '../snapshot.ts';
import { chanceOf } from './chance.ts';
import type { AppointmentRequest } from './payloads.ts';

type Customer = AppointmentRequest['customer'];
type Vehicle = AppointmentRequest['vehicle'];

/** A customer as the DMS knows them, and where they may be as we know. */
export interface Guest {
  readonly customer: Customer;
  readonly vehicle: Vehicle;
  readonly recipient: Recipient;
}

const firstNames = [
  'Paco',
  'Noor',
  'Imani',
  'Theo',
  'Wren',
  'Mika',
  'Odell',
  'Priya',
  'Sven',
  'Lupe',
  'Anouk',
] as const;
const lastNames = ['Escobar', 'Whitlock', 'Haddad', 'Marsh', 'Ferreira', 'Kowalski', 'Nakagawa', 'Boateng'] as const;
/** Make, model, and what the maker's VINs begin with. */
type Car = readonly [make: string, model: string, maker: string];

const cars: readonly [Car, ...Car[]] = [
  ['Honda', 'Accord', '1HG'],
  ['Toyota', 'Tacoma', '5TF'],
  ['Ford', 'Escape', '1FM'],
  ['Subaru', 'Outback', '4S4'],
  ['Hyundai', 'Tucson', '5NM'],
];

/** Where numbers of an area code ring. */
const zoneOfAreaCode = {
  '312': 'America/Chicago',
  '773': 'America/Chicago',
  '562': 'America/Los_Angeles',
  '310': 'America/Los_Angeles',
  '305': 'America/New_York',
  '808': 'Pacific/Honolulu',
} as const;

const homes = {
  S01: { region: 'IL', postalCode: '60647', zone: 'America/Chicago', areaCodes: ['312', '773', '312', '773', '305'] },
  S02: {
    region: 'CA',
    postalCode: '90806',
    zone: 'America/Los_Angeles',
    areaCodes: ['562', '310', '562', '310', '808'],
  },
} as const;

/** What the letters of a VIN count: from these on, one more each (49 CFR 565.15, table III). */
const valuesFrom = (letters: string, first: number): readonly (readonly [string, number])[] =>
  letters.split('').map((letter, index) => [letter, first + index] as const);

const values: Readonly<Record<string, number>> = Object.fromEntries([
  ...valuesFrom('ABCDEFGH', 1),
  ...valuesFrom('JKLMN', 1),
  ...valuesFrom('P', 7),
  ...valuesFrom('R', 9),
  ...valuesFrom('STUVWXYZ', 2),
]);
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** Puts the check digit in the ninth place (49 CFR 565.15). */
function withCheckDigit(vin: string): string {
  const sum = vin
    .split('')
    .reduce((total, char, index) => total + (values[char] ?? Number(char)) * (weights[index] ?? 0), 0);
  const rest = sum % 11;
  return `${vin.slice(0, 8)}${rest === 10 ? 'X' : rest}${vin.slice(9)}`;
}

/** How somebody wants to be written to. */
export type Wish = Customer['preferred_contact_type'];

/** Every seventh wants mail, every twelfth no messages at all. */
const wishOf = (n: number): Wish => (n % 7 === 4 ? 'EMAIL' : n % 12 === 7 ? 'NONE' : 'SMS');

/** The n-th customer of a store. */
export function guest(storeId: 'S01' | 'S02', n: number, wish: Wish = wishOf(n)): Guest {
  const chance = chanceOf(`guest ${storeId} ${n}`);
  const home = homes[storeId];
  const areaCode = chance.pick(home.areaCodes);
  const wantsMail = wish === 'EMAIL';
  const id = `${storeId === 'S01' ? 'L' : 'H'}-${4100 + n}`;
  const first = firstNames[n % firstNames.length] ?? firstNames[0];
  const last = lastNames[n % lastNames.length] ?? lastNames[0];
  const mobile = `+1${areaCode}5550${100 + n}`;
  const mail = `${first}.${last}.${id}@example.com`.toLowerCase();
  const [make, model, maker] = chance.pick(cars);
  const zones = wantsMail ? [home.zone] : [...new Set([home.zone, zoneOfAreaCode[areaCode]])];
  return {
    customer: {
      identifier: { value: id, system: 'DMS' },
      name: { first_name: first, last_name: last },
      contact_points: [wantsMail ? { type: 'EMAIL', value: mail } : { type: 'MOBILE', value: mobile }],
      preferred_contact_type: wish,
      postal_address: { region_code: home.region, postal_code: home.postalCode },
    },
    vehicle: {
      vehicle_key: `VEH-${id}`,
      vin: withCheckDigit(
        `${maker}CV1F3${0}${chance.pick(['L', 'M', 'N', 'P'])}A0${String(chance.between(10000, 99999))}`,
      ),
      odometer: { value: String(chance.between(9_000, 140_000)), uom: 'MILES' },
      make,
      model,
      model_year: String(chance.between(2014, 2025)),
    },
    recipient: { contact: wantsMail ? mail : mobile, zones },
  };
}
