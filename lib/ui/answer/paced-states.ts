/** How long states wait for the next, in milliseconds: drawing each of many that come together would hold up the page. */
const TOGETHER_MS = 100;

/** Shows the states of something that changes often: one that somebody waits for at once, others a few times a second. */
export class PacedStates<State> {
  private waiting: { readonly state: State } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly show: (state: State) => void) {}

  /** Shows a state: now, or with those that come soon after it, of which the last is shown. */
  set(state: State, isNow: boolean): void {
    this.waiting = { state };
    if (isNow) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), TOGETHER_MS);
  }

  /** Shows nothing any more. */
  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
  }

  private flush(): void {
    const { waiting } = this;
    this.end();
    if (waiting) this.show(waiting.state);
  }
}
