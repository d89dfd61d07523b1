import { join } from 'node:path';

/** What can be made again at any time, so that starting takes less: beside the packages, and as trusted as they are. */
export const CACHE = join(import.meta.dirname, '../node_modules/.cache/jamie');
