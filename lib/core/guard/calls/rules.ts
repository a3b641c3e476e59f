import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that stop a rule of EventBridge or lead its events elsewhere (EventBridge API reference; EventBridge user guide,
 * "Logging Amazon EventBridge API calls using AWS CloudTrail"). `PutTargets` and `RemoveTargets` name it in `rule`.
 */
export const RULE_CALLS: GuardedService = {
  eventSource: 'events.amazonaws.com',
  calls: [
    ...callsOn('rule', ['requestParameters.name'], ['DeleteRule', 'DisableRule', 'PutRule']),
    ...callsOn('rule', ['requestParameters.rule'], ['PutTargets', 'RemoveTargets']),
  ],
};

/** The same for schedules (EventBridge Scheduler API reference). */
export const SCHEDULE_CALLS: GuardedService = {
  eventSource: 'scheduler.amazonaws.com',
  calls: callsOn('rule', ['requestParameters.name'], ['DeleteSchedule', 'UpdateSchedule']),
};
