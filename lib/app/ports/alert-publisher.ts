import type { AlertMessage } from '../../core/alerts/render-alert';
import type { Deadline } from './deadline';

/** What became of a message: subscribers have it, or it waits in the failure queue. */
export type Publication = 'published' | 'kept';

/** The topics that alerts go to. */
export interface AlertPublisher {
  /** Sends a message to the topic of that name. Rejects only where it could neither be published nor kept. */
  publish(topic: string, message: AlertMessage, deadline: Deadline): Promise<Publication>;
}
