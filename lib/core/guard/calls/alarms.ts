import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that silence an alarm or falsify what it says (CloudWatch API reference; CloudWatch user guide, "Logging Amazon
 * CloudWatch API and console operations with AWS CloudTrail").
 */
export const ALARM_CALLS: GuardedService = {
  eventSource: 'monitoring.amazonaws.com',
  calls: [
    ...callsOn('alarm', ['requestParameters.alarmNames'], ['DeleteAlarms', 'DisableAlarmActions']),
    ...callsOn('alarm', ['requestParameters.alarmName'], ['PutCompositeAlarm', 'PutMetricAlarm', 'SetAlarmState']),
    ...callsOn('alarm', ['requestParameters.muteTargets.alarmNames'], ['PutAlarmMuteRule']),
    ...callsOn('dashboard', ['requestParameters.dashboardNames'], ['DeleteDashboards']),
    ...callsOn('dashboard', ['requestParameters.dashboardName'], ['PutDashboard']),
  ],
};
