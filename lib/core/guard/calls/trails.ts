import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that stop, narrow or redirect a trail (CloudTrail API reference; the user guide's "CloudTrail log file examples"
 * have `requestParameters.name`). `StartLogging` is not among them: it mends.
 */
export const TRAIL_CALLS: GuardedService = {
  eventSource: 'cloudtrail.amazonaws.com',
  calls: [
    ...callsOn('trail', ['requestParameters.name'], ['StopLogging', 'DeleteTrail', 'UpdateTrail']),
    ...callsOn(
      'trail',
      ['requestParameters.trailName'],
      ['PutEventSelectors', 'PutInsightSelectors', 'PutEventConfiguration'],
    ),
  ],
};
