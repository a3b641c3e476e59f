import { buildDist } from './build-dist';

/** `npm run build` */
buildDist().catch((error: unknown) => {
  // esbuild has said what is wrong with the sources.
  if (!(error instanceof Error && 'errors' in error)) process.stderr.write(`build: ${String(error)}\n`);
  process.exitCode = 1;
});
