import type { SeenChange, SightState } from '../../app/ports/correlation-state';
import type { Seen } from '../../core/correlations/first-sight';

/** What correlations of first sight remember, in memory: for benches and tests. */
export class MemorySightState implements SightState {
  private readonly sights = new Map<string, Seen>();
  private readonly first = new Map<string, number>();

  async seen(key: string): Promise<Seen | undefined> {
    return this.sights.get(key);
  }

  async noteSeen(key: string, { before, next }: SeenChange): Promise<boolean> {
    if (this.sights.get(key)?.last !== before?.last) return false;
    this.sights.set(key, next);
    return true;
  }

  async firstEvent(correlation: string): Promise<number | undefined> {
    return this.first.get(correlation);
  }

  async noteFirstEvent(correlation: string, t: number): Promise<void> {
    this.first.set(correlation, Math.min(t, this.first.get(correlation) ?? t));
  }
}
