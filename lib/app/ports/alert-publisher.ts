import type { RenderedAlert } from '../../core/alerts/message-text';
import type { Deadline } from './deadline';

/** What happened to a message: SNS took it, or it waits in the failure queue. */
export type Publication = 'published' | 'queued';

/** The topics that alerts go to. */
export interface AlertPublisher {
  /** Sends a message to the topic of that name. Rejects only if neither the topic nor the failure queue takes it. */
  publish(topic: string, message: RenderedAlert, deadline: Deadline): Promise<Publication>;
}
