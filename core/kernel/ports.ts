/** The neighbours that core speaks to, as core needs them. Adapters implement them; simulations play them. */

/** The state machines, one per follow-up. */
export interface Machines {
  /**
   * Starts an execution under its name. One of that name that exists already counts as started: the name says the
   * same follow-up and generation. The input is keys only.
   */
  start(
    followUp: string,
    executionName: string,
    input: { readonly storeId: string; readonly followUpId: string; readonly generation: number },
  ): Promise<void>;
  /** Ends the wait that the task token belongs to. A token unknown, used or timed out is no error: somebody was first. */
  succeed(token: string): Promise<void>;
  /** Whether the execution still runs. One that never existed does not. */
  isAlive(followUp: string, executionName: string): Promise<boolean>;
}

/** What a message is for; it decides by which rules, and over which of the provider's routes, it may go. */
export type MessageCategory = 'transactional' | 'marketing';

/** The text-message provider. */
export interface Sms {
  /**
   * Hands one message over, once. Throws `ProviderRefused` when it was certainly not taken; any other error leaves
   * open whether it was, and such a message is never sent again.
   */
  send(message: {
    /** E.164, such as `+13125550123`. */
    readonly to: string;
    readonly text: string;
    readonly category: MessageCategory;
    /** Our id of the message, without personal data; it comes back with the provider's delivery reports. */
    readonly reference: string;
  }): Promise<{ readonly providerId: string }>;
}

/** A file that goes with a mail, such as an invitation for a calendar. */
export interface Attachment {
  /** The file's name, such as `visit.ics`. */
  readonly name: string;
  /** Its media type with parameters, such as `text/calendar; method=REQUEST; charset=UTF-8`. */
  readonly type: string;
  /** Its text; it is sent as UTF-8. */
  readonly content: string;
}

/** The mail provider; sends and fails as `Sms` does. */
export interface Mail {
  send(message: {
    readonly to: string;
    readonly subject: string;
    /** Plain text. */
    readonly text: string;
    /** The same in HTML, for programs that show it. */
    readonly html?: string;
    readonly attachments?: readonly Attachment[];
    /** Headers of the mail itself, such as `List-Unsubscribe`. */
    readonly headers?: Readonly<Record<string, string>>;
    /** Where an answer goes; without it to the sender's own address. */
    readonly replyTo?: string;
    readonly category: MessageCategory;
    /** Our id of the message, without personal data; it comes back with the provider's delivery reports. */
    readonly reference: string;
  }): Promise<{ readonly providerId: string }>;
}

/** Signs texts that leave the house and come back, such as links. */
export interface Signer {
  /** The short name of the key that signs now: one to four small letters or digits. It is part of what is signed. */
  readonly key: string;
  /** The signature: 32 bytes (HMAC with SHA-256) in base64url, 43 characters. */
  sign(text: string): Promise<string>;
}

/** Tells our own signatures from others. It cannot make one, so a door that only checks cannot be made to sign. */
export interface SignatureCheck {
  /** Whether the key of that name made exactly this signature for exactly this text. False for a key it does not know. */
  isGenuine(key: string, text: string, signature: string): Promise<boolean>;
}

/** The provider's definite no: the message was not taken and will not go out. */
export class ProviderRefused extends Error {
  /** The provider's own name of the reason, such as `MessageRejected`. */
  readonly reason: string;
  constructor(reason: string) {
    super(`The provider refused the message: ${reason}.`);
    this.name = 'ProviderRefused';
    this.reason = reason;
  }
}

/** For whom and where words are put together: dates and times are said in this language, on this clock. */
export interface Rendering {
  /** BCP 47, such as `es` or `en-US`. */
  readonly language: string;
  /** IANA name, such as `America/Chicago`. */
  readonly timeZone: string;
}

/**
 * Puts data into a template in liquid. Throws `TemplateFault` when the template cannot be read, names something that is
 * not there, or does too much. The same template and data give the same text, whenever and wherever it is done.
 */
export type Render = (template: string, data: Readonly<Record<string, unknown>>, how: Rendering) => string;

/** The language of templates: rendering, and what a template would look at. */
export interface Liquid {
  readonly render: Render;
  /** Every field that the template names, in branches that are not taken too: `day`, `store.name`. Throws `TemplateFault`. */
  readonly fieldsOf: (template: string) => readonly string[];
}

/** A template that cannot be rendered. */
export class TemplateFault extends Error {
  /** One sentence that says what to change; it never quotes data. */
  readonly fix: string;
  /** The field that it names and that was not there, if that is what is wrong. */
  readonly missing: string | undefined;
  constructor(fix: string, missing?: string) {
    super(fix);
    this.name = 'TemplateFault';
    this.fix = fix;
    this.missing = missing;
  }
}
