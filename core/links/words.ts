/** What the pages behind links say, in the languages that customers read them in. */
import type { Appointment } from '../appointments/index.ts';
import type { LinkAction } from './link.ts';

/** The languages of the pages. A customer of another one reads English. */
export type PageLanguage = 'en' | 'es';

/** What a page has to tell. */
export type Notice =
  /** Before anything was tapped. */
  | 'ask'
  | 'ask-unsubscribe'
  /** After a tap. */
  | 'confirmed'
  | 'move-asked'
  | 'cancelled'
  | 'unsubscribed'
  /** The appointment is not as the page had shown it. */
  | 'changed'
  /** Its time is past, or it was cancelled by somebody else. */
  | 'over'
  /** No link of ours, or of nothing that is there. */
  | 'unknown'
  | 'expired'
  /** Something broke on our side. */
  | 'broken';

/** The words of one language. */
export interface PageWords {
  /** For the browser's Intl: how dates and times are written. */
  readonly locale: string;
  readonly heading: Readonly<Record<Notice, string>>;
  readonly text: Readonly<Record<Notice, string>>;
  readonly purpose: Readonly<Record<Appointment['purpose'], string>>;
  readonly button: Readonly<Record<LinkAction, string>>;
  /** How to reach the store: before its phone number, and where there is none. */
  readonly call: string;
  readonly visit: string;
}

const english: PageWords = {
  locale: 'en-US',
  heading: {
    ask: 'Your appointment',
    'ask-unsubscribe': 'No more offers by e-mail?',
    confirmed: 'You are confirmed',
    'move-asked': 'We will call you',
    cancelled: 'Your appointment is cancelled',
    unsubscribed: 'You are unsubscribed',
    changed: 'Please look again',
    over: 'This appointment cannot be changed here any more',
    unknown: 'This link does not work',
    expired: 'This link has expired',
    broken: 'That did not work',
  },
  text: {
    ask: 'Please tell us if this still works for you.',
    'ask-unsubscribe': 'We will stop sending you offers and reminders of offers by e-mail.',
    confirmed: 'Thank you. We are looking forward to your visit.',
    'move-asked': 'Somebody will call you to find another time. Until then your appointment stays as it is.',
    cancelled: 'Thank you for telling us.',
    unsubscribed: 'You will get no more offers from us by e-mail.',
    changed: 'Your appointment was changed in the meantime. This is how it stands now.',
    over: 'Please call us, and we will find a time for you.',
    unknown: 'Please check that the whole link was copied, or contact the store.',
    expired: 'Please contact the store.',
    broken: 'Please try again in a minute, or contact the store.',
  },
  purpose: {
    service: 'Service appointment',
    'test-drive': 'Test drive',
    'sales-visit': 'Visit to our sales team',
    delivery: 'Delivery of your vehicle',
  },
  button: {
    confirm: 'Yes, I will be there',
    move: 'I need another time',
    cancel: 'Cancel the appointment',
    unsubscribe: 'Stop these e-mails',
  },
  call: 'Call us:',
  visit: 'Please contact the store.',
};

const spanish: PageWords = {
  locale: 'es-US',
  heading: {
    ask: 'Su cita',
    'ask-unsubscribe': '¿No quiere más ofertas por correo?',
    confirmed: 'Su cita está confirmada',
    'move-asked': 'Le llamaremos',
    cancelled: 'Su cita está cancelada',
    unsubscribed: 'Su suscripción está cancelada',
    changed: 'Por favor, mire otra vez',
    over: 'Esta cita ya no se puede cambiar aquí',
    unknown: 'Este enlace no funciona',
    expired: 'Este enlace ha caducado',
    broken: 'Algo no funcionó',
  },
  text: {
    ask: 'Por favor, díganos si le sigue conviniendo.',
    'ask-unsubscribe': 'Dejaremos de enviarle ofertas y recordatorios de ofertas por correo electrónico.',
    confirmed: 'Gracias. Le esperamos.',
    'move-asked': 'Le llamaremos para encontrar otra hora. Hasta entonces su cita queda como está.',
    cancelled: 'Gracias por avisarnos.',
    unsubscribed: 'No recibirá más ofertas nuestras por correo electrónico.',
    changed: 'Su cita cambió mientras tanto. Así está ahora.',
    over: 'Llámenos, por favor, y encontraremos una hora para usted.',
    unknown: 'Compruebe que copió el enlace completo, o comuníquese con la tienda.',
    expired: 'Por favor, comuníquese con la tienda.',
    broken: 'Inténtelo otra vez en un minuto, o comuníquese con la tienda.',
  },
  purpose: {
    service: 'Cita de servicio',
    'test-drive': 'Prueba de manejo',
    'sales-visit': 'Visita a nuestro equipo de ventas',
    delivery: 'Entrega de su vehículo',
  },
  button: {
    confirm: 'Sí, allí estaré',
    move: 'Necesito otra hora',
    cancel: 'Cancelar la cita',
    unsubscribe: 'No recibir más estos correos',
  },
  call: 'Llámenos:',
  visit: 'Por favor, comuníquese con la tienda.',
};

/** The words of a language. */
export const pageWords: Readonly<Record<PageLanguage, PageWords>> = { en: english, es: spanish };

/** The language of a page: the customer's, else the browser's first wish (`Accept-Language`), else English. */
export function pageLanguage(customers: string | undefined, browsers: string | undefined): PageLanguage {
  const wish = (customers ?? browsers ?? '').trim().toLowerCase();
  return /^es(?![a-z])/.test(wish) ? 'es' : 'en';
}
