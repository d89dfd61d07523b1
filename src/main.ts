import { enableCompileCache } from 'node:module';
import { CACHE } from './cache.ts';

enableCompileCache(`${CACHE}/compiled`);
// Only now: what is imported before is compiled anew at every start.
const { runCommandLine } = await import('./command-line.ts');
await runCommandLine(process.env);
