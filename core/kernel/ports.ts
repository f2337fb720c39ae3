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

/** The mail provider; sends and fails as `Sms` does. */
export interface Mail {
  send(message: {
    readonly to: string;
    readonly subject: string;
    /** Plain text. */
    readonly text: string;
    readonly category: MessageCategory;
    /** Our id of the message, without personal data; it comes back with the provider's delivery reports. */
    readonly reference: string;
  }): Promise<{ readonly providerId: string }>;
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
