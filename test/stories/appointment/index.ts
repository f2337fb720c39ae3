/** All stories of appointments. */
import type { Story } from '../stage.ts';
import { astray } from './astray.ts';
import { salesVisits } from './sales.ts';
import { serviceVisits } from './service.ts';
import type { AppointmentStage } from './stage.ts';

export const appointmentStories: readonly Story<AppointmentStage>[] = [...serviceVisits, ...salesVisits, ...astray];
