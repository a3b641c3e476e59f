/** An alert of a window, as `alerts replay --output json` prints it; what a page shows of it. */
export interface RaisedAlert {
  readonly rule: string;
  readonly title: string;
  readonly level: string;
  readonly eventName?: string;
  readonly eventTime?: string;
  readonly userIdentityArn?: string;
  readonly outcome?: string;
  /** How many events it is about. */
  readonly count: number;
  /** References to the events. */
  readonly refs: readonly string[];
}
