/** The defaults of row 22 of the domain page; every one of them is a setting of a store's playbook to be. */
export const settings = {
  /** Parts owe an ETA within this, in the business time of the parts department. */
  etaMinutes: 120,
  /** The advisor is told of a change within this. */
  advisorMinutes: 15,
  /** The customer is told within this, counted from when the contact window is open. */
  customerMinutes: 60,
  /** A message whose outcome nobody knows: a person asks the customer within this, in business time. */
  reachMinutes: 60,
  /** The advisor books the visit within this many business days of the parts being there. */
  bookingAdvisorDays: 1,
  /** After this many days the BDC takes the booking over. */
  bookingBdcDays: 3,
  /** Reminders of the booking after this many days each. */
  bookingWeeklyDays: [7, 14, 21, 28],
  /** After this many days the head of the department decides what becomes of the parts. */
  bookingHeadDays: 30,
  /** Days after a booked visit at which it counts as missed if the car did not come. */
  visitGraceDays: 1,
  /**
   * Seconds before the end of a contact window at which it counts as closed: a minute that the act door may take, and
   * the five minutes for which the provider may still hand a text over.
   */
  contactMarginSeconds: 360,
} as const;
