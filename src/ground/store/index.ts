export { openStore } from './open-store.ts';
export { asUnavailable } from './unavailable.ts';
export type { Migration, Store, StoreDatabase } from './store.ts';
export { readHolder, takeFolder } from './folder-lock.ts';
export type { FolderLock, Holder } from './folder-lock.ts';
export { openTestStore } from './testing.ts';
