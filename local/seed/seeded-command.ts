/**
 * Loaded before a command of the house that is run on a seeded cloud (`node --import`): it sees the cloud's instant as
 * its time, and draws from the seed. `LOCAL_SEED` and `LOCAL_NOW` say what they are.
 */
import { cloudDate } from '../functions/cloud-date.ts';
import { seedProcess } from './process-chance.ts';

const now = Number(process.env.LOCAL_NOW);
globalThis.Date = cloudDate(() => now);
seedProcess(process.env.LOCAL_SEED ?? '')('command');
