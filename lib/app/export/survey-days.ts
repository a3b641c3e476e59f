import { FIRST_OF_CLOUDTRAIL } from '../../core/delivery/first-of-cloudtrail';
import { partitionNamed } from '../../core/export/export-files';
import type { ExportTarget } from '../ports/export/export-target';
import { exportedDays, readDay } from './day-list';

/** What a place has, over all its days. */
export interface SurveyedDays {
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  /**
   * The first day that an event can have. Absent if there is no day. A table from the year 1 on would make Athena look for half a
   * million days.
   */
  readonly firstDay: string | undefined;
  /** Days before CloudTrail was there, as a damaged or forged record has them. */
  readonly tooEarly: readonly string[];
  /** Days of the window with events that were not written now: the store has none of them any more. */
  readonly vanished: readonly string[];
}

/** A window by days: from the beginning of one, which it has, to that of another, which it has not. */
interface DayWindow {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** Looks at the lists of all days of a place, of which those of a window were written just now. */
export async function surveyDays(
  target: ExportTarget,
  { since = '', until = '~' }: DayWindow,
  written: ReadonlySet<string>,
): Promise<SurveyedDays> {
  const [regions, accounts, vanished] = [new Set<string>(), new Set<string>(), [] as string[]];
  const days = await exportedDays(target);
  for (const day of days) {
    const counts = await readDay(target, day);
    for (const name of counts.keys()) {
      const { region, account } = partitionNamed(name, day);
      regions.add(region);
      accounts.add(account);
    }
    const isInWindow = day >= since.slice(0, day.length) && day < until.slice(0, day.length);
    if (isInWindow && counts.size > 0 && !written.has(day)) vanished.push(day);
  }
  const tooEarly = days.filter((day) => day < FIRST_OF_CLOUDTRAIL);
  const firstDay = days[tooEarly.length] ?? (days.length > 0 ? FIRST_OF_CLOUDTRAIL : undefined);
  return { regions: [...regions].sort(), accounts: [...accounts].sort(), firstDay, tooEarly, vanished };
}
