export { openStore } from './open-store.ts';
export type { Store, StoreDatabase } from './open-store.ts';
export type { Migration } from './migrate.ts';
export { readHolder, takeFolder } from './folder-lock.ts';
export type { FolderLock, Holder } from './folder-lock.ts';
export { openTestStore } from './testing.ts';
