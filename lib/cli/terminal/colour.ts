import { styleText } from 'node:util';

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors'>;

/** Whether a stream is a terminal that has colours, unless the environment asks for none: NO_COLOR, TERM=dumb. */
export function isColoured(stream: Terminal): boolean {
  return stream.isTTY === true && stream.hasColors();
}

/** Lets no stream of this process have colours: `NO_COLOR` (no-color.org) asks for that, and nothing else may outvote it. */
export function withoutColours(env: NodeJS.ProcessEnv): void {
  env['NO_COLOR'] = '1';
  delete env['FORCE_COLOR'];
}

/** A text in a style. Whether its stream has colours is for `isColoured` to say: Node would look at stdout, whatever it is for. */
export function painted(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { validateStream: false });
}
