/** The rule of texts that an assistant wrote. */

/** What is known of such a text. */
export interface AssistantText {
  /** Whether it is the first that the assistant says in this conversation. */
  readonly isFirst: boolean;
  readonly saysItIsAutomated: boolean;
  readonly deniesIt: boolean;
}

/** Rule 11: the first message says that it is automated, and none ever denies it. */
export const disclosure = ({ isFirst, saysItIsAutomated, deniesIt }: AssistantText): 'not-disclosed' | undefined =>
  deniesIt || (isFirst && !saysItIsAutomated) ? 'not-disclosed' : undefined;
