import { CLI_AGENT, insideAws, person } from './callers';
import { awsService, samlUser, typelessService, webIdentityUser } from './identities';
import type { Caller } from './sample-call';
import type { Scene } from './scene';

/** An AWS service acting for itself. */
export function awsServiceCalling(service: string): () => Caller {
  return () => insideAws(awsService(service), service);
}

/** A service telling of something that nobody called for: its identity has no type. */
export function ownEventsOf(service: string): (scene: Scene) => Caller {
  return ({ place }) => insideAws(typelessService(place, service), service);
}

/** A person who comes with the assertion of a SAML provider and asks for a role. */
export function samlSignIn({ place }: Scene): Caller {
  return person(samlUser(place, 'saanvi.sarkar@example.com'), CLI_AGENT);
}

/** A build that comes with a token of its platform and asks for a role. */
export function webIdentitySignIn({ place }: Scene): Caller {
  return person(webIdentityUser(place, 'repo:example/orders:ref:refs/heads/main'), CLI_AGENT);
}
